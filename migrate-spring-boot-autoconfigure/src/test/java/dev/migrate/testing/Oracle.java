package dev.migrate.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says what is in a database in the database's own words, without any code of the
 * readers: what a reader is blind to shows here.
 */
public abstract class Oracle {

	private static final Set<String> IGNORED_TABLES = Set.of("databasechangelog", "databasechangeloglock");

	/**
	 * Describe a database, without Liquibase's tables and without what a sequence has
	 * come to.
	 * @param database the database
	 * @param ignored what to leave out
	 * @return sorted lines, equal for two databases where they hold the same things
	 */
	public static List<String> of(TestDatabase database, Ignore... ignored) {
		Set<Ignore> ignores = EnumSet.noneOf(Ignore.class);
		ignores.addAll(List.of(ignored));
		try (Connection connection = database.connect()) {
			return List.copyOf(new TreeSet<>(database.product().oracle().lines(connection, ignores)));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	/**
	 * Describe a database.
	 * @param connection a connection to it, which may be left in any state
	 * @param ignored what to leave out
	 * @return lines in any order, without those of Liquibase's tables
	 * @throws SQLException where the database does not answer
	 */
	abstract List<String> lines(Connection connection, Set<Ignore> ignored) throws SQLException;

	/**
	 * Tell the lines about Liquibase's own tables from the others.
	 * @param line a line
	 * @return {@code true} where it speaks of one of them
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
	 * @throws SQLException where the database does not answer
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
	 * What two databases that are the same may differ in.
	 */
	public enum Ignore {

		/**
		 * The order of columns: one that is dropped and restored comes last.
		 */
		COLUMN_ORDER,

		/**
		 * The names of constraints, where the database invents them.
		 */
		CONSTRAINT_NAMES,

		/**
		 * Where sequences and identities start.
		 */
		SEQUENCE_POSITIONS

	}

}
