package dev.migrate.dialect.hsqldb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.Identifiers;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of HSQLDB, which prints every column with its schema and table, and
 * which makes a column NOT NULL if that is the only condition of a check.
 */
final class HsqldbExpressions {

	private static final Pattern TOKEN = Pattern
		.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*|.", Pattern.DOTALL);

	private static final Pattern NOT_NULL = Pattern.compile(
			"\\(*\\s*(\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*)\\s*\\)*\\s+is\\s+not\\s+null\\s*\\)*",
			Pattern.CASE_INSENSITIVE);

	private HsqldbExpressions() {
	}

	/**
	 * Bring an expression of the catalog into a form that depends neither on the schema
	 * of its table nor on the quotes in its source.
	 * @param text the expression
	 * @param schema the schema of its table
	 * @param table the name of its table
	 * @param identifiers renders names as HSQLDB prints them
	 * @return the expression with unqualified names of columns
	 */
	static Expression unqualified(String text, String schema, String table, Identifiers identifiers) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(text);
		while (matcher.find()) {
			tokens.add(matcher.group());
		}
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < tokens.size(); i++) {
			if (isAt(tokens, i, schema, ".", table, ".")) {
				i += 3;
			}
			else {
				result.append(plain(tokens.get(i), identifiers));
			}
		}
		return new Expression(result.toString());
	}

	/**
	 * Replace the checks of a table whose only condition is that a column is not null by
	 * NOT NULL columns.
	 * @param table the table
	 * @return the table as the database interprets it
	 */
	static Table withoutNotNullChecks(Table table) {
		List<Check> checks = new ArrayList<>();
		List<Column> columns = new ArrayList<>(table.columns());
		for (Check check : table.checks()) {
			String refusing = columnRefusingNull(check.condition());
			boolean known = refusing != null && table.column(refusing).isPresent();
			if (known) {
				columns.replaceAll((column) -> column.name().equals(refusing) ? column.withNullable(false) : column);
			}
			else {
				checks.add(check);
			}
		}
		return table.withColumns(columns).withChecks(checks);
	}

	private static @Nullable String columnRefusingNull(Expression condition) {
		Matcher matcher = NOT_NULL.matcher(condition.sql());
		return matcher.matches() ? unquoted(matcher.group(1)) : null;
	}

	private static boolean isAt(List<String> tokens, int start, String... names) {
		if (start + names.length > tokens.size()) {
			return false;
		}
		for (int i = 0; i < names.length; i++) {
			String token = tokens.get(start + i);
			boolean same = names[i].equals(".") ? token.equals(".")
					: !token.startsWith("'") && unquoted(token).equals(names[i]);
			if (!same) {
				return false;
			}
		}
		return true;
	}

	private static String plain(String token, Identifiers identifiers) {
		boolean quoted = token.length() > 2 && token.startsWith("\"");
		return (quoted && identifiers.isPlain(unquoted(token))) ? unquoted(token) : token;
	}

	private static String unquoted(String token) {
		return token.startsWith("\"") ? token.substring(1, token.length() - 1).replace("\"\"", "\"")
				: token.toUpperCase(Locale.ROOT);
	}

}
