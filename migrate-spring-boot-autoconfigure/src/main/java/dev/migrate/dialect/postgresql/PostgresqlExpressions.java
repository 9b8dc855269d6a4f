package dev.migrate.dialect.postgresql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.Expression;

/**
 * The expressions of PostgreSQL, which prints a list of texts in two ways: with one cast
 * around it if a user wrote a list, and with a cast around each text if a user wrote an
 * expression that it had printed.
 */
final class PostgresqlExpressions {

	private static final String TEXT = "E?'(?:[^']|'')*'::character varying";

	private static final Pattern LIST = Pattern
		.compile("\\(\\(ARRAY\\[(" + TEXT + "(?:, " + TEXT + ")*)\\]\\)::text\\[\\]\\)");

	private static final Pattern ELEMENT = Pattern.compile(TEXT);

	private PostgresqlExpressions() {
	}

	/**
	 * Bring an expression of the catalog into the form that it has when it is created
	 * from its printed form.
	 * @param text the expression
	 * @return the normalized expression
	 */
	static Expression normalized(String text) {
		return new Expression(LIST.matcher(text).replaceAll((list) -> {
			String elements = ELEMENT.matcher(list.group(1))
				.replaceAll((element) -> Matcher.quoteReplacement("(" + element.group() + ")::text"));
			return Matcher.quoteReplacement("(ARRAY[" + elements + "])");
		}));
	}

}
