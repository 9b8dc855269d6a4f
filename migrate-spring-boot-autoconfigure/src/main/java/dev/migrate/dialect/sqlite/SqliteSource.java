package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that make a table, as a record of it holds them.
 *
 * @param isEnforced whether the connection enforces foreign keys, and some are from or to
 * the table
 * @param create the statement that makes the table
 * @param parts the statements that make its indexes and triggers
 */
record SqliteSource(boolean isEnforced, String create, List<String> parts) {

	private static final String ENFORCED = "pragma foreign_keys = on";

	SqliteSource {
		parts = List.copyOf(parts);
	}

	static SqliteSource of(List<String> statements) {
		boolean enforced = statements.get(0).equals(ENFORCED);
		int first = enforced ? 1 : 0;
		return new SqliteSource(enforced, statements.get(first), statements.subList(first + 1, statements.size()));
	}

	List<String> statements() {
		List<String> statements = new ArrayList<>();
		if (this.isEnforced) {
			statements.add(ENFORCED);
		}
		statements.add(this.create);
		statements.addAll(this.parts);
		return List.copyOf(statements);
	}

	/**
	 * Return the statements that make the table and its triggers. Its indexes are changes
	 * of their own.
	 * @return the statements
	 */
	List<String> withoutIndexes() {
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
	 * Return the statements after a table or column got another name. In triggers the
	 * name may be that of something else.
	 * @param from the name before
	 * @param to the name afterwards, as SQL
	 * @return the changed statements
	 */
	SqliteSource renamed(String from, String to) {
		if (!this.parts.stream().allMatch(SqliteSource::isIndex)) {
			throw new IllegalStateException("SQLite would make the table of " + from
					+ " anew for the other changes, which cannot be told to its triggers in one go: rename it to " + to
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
	 * Return the name of what a statement makes.
	 * @param statement the statement, which makes a table, an index or a trigger
	 * @return the name in the one case in which names are compared
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
