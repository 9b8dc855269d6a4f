package dev.migrate.dialect.mysql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.Expression;

/**
 * The clause {@code on update current_timestamp}, which is the end of a default's text,
 * or all of it.
 */
final class OnUpdateClause {

	private static final Pattern ON_UPDATE = Pattern.compile("(?:^|.* )(on update \\S+)$",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private OnUpdateClause() {
	}

	/**
	 * Append the clause of a column to its default.
	 * @param defaultValue the default
	 * @param extra the further attributes of the column in the catalog
	 * @return the default, with the clause if there is one
	 */
	static Expression withUpdate(Expression defaultValue, String extra) {
		Matcher matcher = ON_UPDATE.matcher(extra);
		if (!matcher.matches()) {
			return defaultValue;
		}
		String clause = matcher.group(1).toLowerCase(Locale.ROOT);
		return new Expression(defaultValue.isPresent() ? defaultValue.sql() + " " + clause : clause);
	}

	/**
	 * Render a default as a part of a column's definition.
	 * @param defaultValue the default
	 * @return the clauses
	 */
	static String clause(Expression defaultValue) {
		boolean alone = defaultValue.sql().toLowerCase(Locale.ROOT).startsWith("on update ");
		return alone ? defaultValue.sql() : "default " + defaultValue.sql();
	}

}
