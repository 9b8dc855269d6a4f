package dev.migrate.run;

import java.util.regex.Pattern;

/**
 * What the text of a statement says about the transaction that it runs in.
 *
 * @param text the text without comments and quoted parts
 */
record StatementText(String text) {

	private static final Pattern QUOTED = Pattern.compile("(?s)'(?:[^']++|'')*+'?|\"(?:[^\"]++|\"\")*+\"?|`[^`]*+`?"
			+ "|\\$(\\w*+)\\$.*?(?:\\$\\1\\$|\\z)|--[^\\n]*+|/\\*(?!!).*?(?:\\*/|\\z)");

	private static final Pattern ENDS_TRANSACTION = Pattern.compile("(?i)(?:^|;)\\s*+"
			+ "(begin|start\\s+transaction|commit|end|rollback|abort|savepoint|release|prepare\\s+transaction)\\b");

	private static final Pattern DEFINES = Pattern
		.compile("(?is)\\s*+(create|alter|drop|rename|truncate|comment|grant|revoke|reindex|refresh)\\b[^;]*+;?\\s*+");

	static StatementText of(String sql) {
		return new StatementText(
				QUOTED.matcher(sql).replaceAll((part) -> part.group().matches("(?s)(?:--|/\\*).*") ? " " : " ? "));
	}

	/**
	 * Return whether a transaction begins or ends with the statement, or with a part of
	 * it.
	 * @return {@code true} if one does
	 */
	boolean endsTransaction() {
		return ENDS_TRANSACTION.matcher(this.text).find();
	}

	/**
	 * Return whether the text is one statement that defines something, and does nothing
	 * else.
	 * @return {@code false} also if it is not known
	 */
	boolean isDefinition() {
		return DEFINES.matcher(this.text).matches();
	}

}
