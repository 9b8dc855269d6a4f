package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;

/**
 * The source text of a table: its statements in {@code sqlite_master}.
 *
 * @param isEnforced whether the connection enforces foreign keys, and the table has or is
 * referenced by some
 * @param create the statement that creates the table
 * @param parts the statements that create its indexes and triggers
 */
record SqliteSource(boolean isEnforced, String create, List<String> parts) {

	SqliteSource {
		parts = List.copyOf(parts);
	}

	/**
	 * Return the statements that create the table and its triggers. Its indexes are
	 * separate changes.
	 * @return the statements
	 */
	List<String> statements() {
		List<String> statements = new ArrayList<>(List.of(this.create));
		this.parts.stream().filter((part) -> !isIndex(part)).forEach(statements::add);
		return List.copyOf(statements);
	}

	SqliteSource withCreate(String create) {
		return new SqliteSource(this.isEnforced, create, this.parts);
	}

	SqliteSource withoutIndex(String name) {
		return new SqliteSource(this.isEnforced, this.create,
				this.parts.stream().filter((part) -> !isIndex(part) || !nameOf(part).equals(name)).toList());
	}

	/**
	 * Return the statements after a table or column was renamed. In triggers the name may
	 * be that of another object.
	 * @param from the name before
	 * @param to the name afterwards, as SQL
	 * @return the changed statements
	 */
	SqliteSource renamed(String from, String to) {
		if (!this.parts.stream().allMatch(SqliteSource::isIndex)) {
			throw new IllegalStateException("SQLite would recreate the table of " + from
					+ " for the other changes, and its triggers may use the old name: rename it to " + to
					+ " in a revision of its own, and upgrade before you generate the rest.");
		}
		return new SqliteSource(this.isEnforced, renamed(this.create, from, to),
				this.parts.stream().map((part) -> renamed(part, from, to)).toList());
	}

	private static String renamed(String statement, String from, String to) {
		StringBuilder renamed = new StringBuilder(statement);
		List<SqliteToken> tokens = SqliteToken.of(statement);
		for (int i = tokens.size() - 1; i >= 0; i--) {
			SqliteToken token = tokens.get(i);
			boolean name = token.kind() == SqliteToken.Kind.WORD || token.kind() == SqliteToken.Kind.QUOTED;
			if (name && token.name().equals(from)) {
				renamed.replace(token.start(), token.end(), to);
			}
		}
		return renamed.toString();
	}

	private static boolean isIndex(String statement) {
		List<SqliteToken> tokens = SqliteToken.of(statement);
		return tokens.get(1).is("index") || tokens.get(2).is("index");
	}

	/**
	 * Return the name of the object that a statement creates.
	 * @param statement the statement, which creates a table, an index or a trigger
	 * @return the case-folded name
	 */
	static String nameOf(String statement) {
		List<SqliteToken> tokens = SqliteToken.of(statement);
		int position = 1;
		while (!List.of("table", "index", "trigger").contains(tokens.get(position).keyword())) {
			position++;
		}
		position++;
		if (tokens.get(position).is("if") && tokens.get(position + 1).is("not")) {
			position += 3;
		}
		return (tokens.size() > position + 1 && tokens.get(position + 1).isSign(".")) ? tokens.get(position + 2).name()
				: tokens.get(position).name();
	}

}
