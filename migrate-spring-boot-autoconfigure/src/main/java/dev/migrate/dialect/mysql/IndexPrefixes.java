package dev.migrate.dialect.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.Expression;
import dev.migrate.schema.Index;

/**
 * The index parts that are prefixes of columns. Their text, {@code name(10)}, looks like
 * a function call.
 */
final class IndexPrefixes {

	private static final Pattern PREFIX = Pattern
		.compile("(`(?:[^`]|``)+`|[\\p{L}_][\\p{L}\\p{N}_$]*)\\s*\\(\\s*(\\d+)\\s*\\)");

	private IndexPrefixes() {
	}

	/**
	 * Return the prefix of a column.
	 * @param column the column
	 * @param length the length of the prefix
	 * @return the text
	 */
	static Expression of(String column, String length) {
		return new Expression(MysqlText.quoted(column) + "(" + length + ")");
	}

	/**
	 * Return whether a part of an index is a prefix of a column.
	 * @param part the part
	 * @return {@code true} if it is
	 */
	static boolean isPrefix(Index.Part part) {
		return part.column() == null && PREFIX.matcher(part.expression().sql()).matches();
	}

	/**
	 * Bring a part into canonical form.
	 * @param part the part
	 * @return the canonical form
	 */
	static Index.Part canonical(Index.Part part) {
		Matcher matcher = PREFIX.matcher((part.column() == null) ? part.expression().sql() : "");
		if (!matcher.matches() || matcher.group(1).startsWith("`")) {
			return part;
		}
		return new Index.Part(null, of(matcher.group(1), matcher.group(2)), part.descending());
	}

}
