package dev.migrate.dialect;

import java.util.regex.Pattern;

/**
 * What a statement locks.
 */
public enum LockedParts {

	/**
	 * Rows: sessions that change other rows do not wait for it.
	 */
	ROWS,

	/**
	 * A table, in a way that lets other sessions read and change it. The statement may
	 * have to wait for transactions that began before it.
	 */
	DEFINITION,

	/**
	 * A table, so that sessions that read or change it wait for the statement, also while
	 * the statement itself waits.
	 */
	TABLE;

	/**
	 * Matches the white space and comments that a statement may begin with.
	 */
	public static final String COMMENTS = "(?is)(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*";

	private static final Pattern OF_ROWS = Pattern.compile(COMMENTS
			+ "\\(?(insert|update|delete|merge|replace|select|with|values|copy|load|call|exec|execute|set|explain)\\b");

	/**
	 * Return what a statement of standard SQL locks.
	 * @param sql the statement
	 * @return rows for a statement that reads or changes rows; otherwise the table
	 */
	public static LockedParts of(String sql) {
		return OF_ROWS.matcher(sql).lookingAt() ? ROWS : TABLE;
	}

}
