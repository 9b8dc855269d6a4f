package dev.migrate.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A description of a database by the database itself. It shares no code with the readers,
 * so that it reveals objects that a reader misses.
 */
public abstract class Oracle {

	private static final String TERM = "(?:\\((?:[^()]|\\([^()]*\\))+\\)|[^()']+?)";

	private static final Pattern AND = Pattern.compile("\\s+and\\s+", Pattern.CASE_INSENSITIVE);

	private static final Pattern COMMA = Pattern.compile(",");

	private static final Pattern LIST = Pattern
		.compile("(?<=\\bin ?\\(|\\barray ?\\[)(?:[^()\\[\\]]|\\([^()]*\\))+(?=[)\\]])", Pattern.CASE_INSENSITIVE);

	private static final Pattern TERMS = Pattern.compile("(?<=\\()" + TERM + "(?:\\s+and\\s+" + TERM + ")+(?=\\))",
			Pattern.CASE_INSENSITIVE);

	private static final Set<String> IGNORED_TABLES = Set.of("databasechangelog", "databasechangeloglock");

	/**
	 * Describe a database, without Liquibase's tables and the current values of
	 * sequences.
	 * @param database the database
	 * @param ignored the aspects to ignore
	 * @return sorted lines, equal for two databases with the same objects
	 */
	public static List<String> of(TestDatabase database, Ignore... ignored) {
		Set<Ignore> ignores = EnumSet.noneOf(Ignore.class);
		ignores.addAll(List.of(ignored));
		try (Connection connection = database.connect()) {
			Set<String> lines = new TreeSet<>();
			database.product().oracle().lines(connection, ignores).forEach((line) -> lines.add(withSortedTerms(line)));
			return List.copyOf(lines);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	/**
	 * Describe a database.
	 * @param connection a connection to it, whose state the oracle restores
	 * @param ignored the aspects to ignore
	 * @return lines in any order, without those of Liquibase's tables
	 * @throws SQLException if a query fails
	 */
	abstract List<String> lines(Connection connection, Set<Ignore> ignored) throws SQLException;

	/**
	 * Sort the terms of conditions and the values of lists. Hibernate joins the
	 * constraints of Bean Validation in an order that differs from one start to the next,
	 * and lists discriminator values in the order of the class path.
	 * @param line a line
	 * @return the line with each chain of terms and each list in one order
	 */
	public static String withSortedTerms(String line) {
		String sorted = TERMS.matcher(line).replaceAll((chain) -> sorted(chain.group(), AND, " and "));
		return LIST.matcher(sorted).replaceAll((list) -> sorted(list.group(), COMMA, ", "));
	}

	private static String sorted(String text, Pattern separator, String joint) {
		return Matcher.quoteReplacement(
				Arrays.stream(separator.split(text)).map(String::strip).sorted().collect(Collectors.joining(joint)));
	}

	/**
	 * Return whether a line is about one of Liquibase's own tables.
	 * @param line a line
	 * @return {@code true} if it is
	 */
	static boolean isLiquibase(String line) {
		String lowered = line.toLowerCase(Locale.ROOT);
		return IGNORED_TABLES.stream().anyMatch((name) -> lowered.matches("(?s).*\\b" + name + "\\b.*"));
	}

	/**
	 * Read the first column of a query.
	 * @param connection the connection
	 * @param sql the query
	 * @return the values
	 * @throws SQLException if the query fails
	 */
	static List<String> query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

	/**
	 * The aspects that may differ between two equal databases.
	 */
	public enum Ignore {

		/**
		 * The order of columns: one that is dropped and restored comes last.
		 */
		COLUMN_ORDER,

		/**
		 * The names of constraints that the database generates.
		 */
		CONSTRAINT_NAMES,

		/**
		 * The start values of sequences and identities.
		 */
		SEQUENCE_POSITIONS

	}

}
