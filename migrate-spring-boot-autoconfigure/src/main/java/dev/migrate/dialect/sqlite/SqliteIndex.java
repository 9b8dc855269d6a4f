package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;

/**
 * A parsed create-index statement.
 *
 * @param parts the columns and expressions, without their directions
 * @param collated whether each has a collation of its own
 * @param where the condition, empty for none
 * @param structure the statement from the list of columns on
 */
record SqliteIndex(List<String> parts, List<Boolean> collated, String where, String structure) {

	SqliteIndex {
		parts = List.copyOf(parts);
		collated = List.copyOf(collated);
	}

	/**
	 * Parse a statement.
	 * @param sql the statement, as {@code sqlite_master} has it
	 * @return the parsed statement
	 */
	static SqliteIndex parse(String sql) {
		List<SqliteToken> tokens = SqliteToken.of(sql);
		int open = 0;
		while (!tokens.get(open).isSign("(")) {
			open++;
		}
		List<String> parts = new ArrayList<>();
		List<Boolean> collated = new ArrayList<>();
		int depth = 1;
		int start = open + 1;
		int position = open + 1;
		while (depth > 0) {
			SqliteToken token = tokens.get(position);
			depth += token.isSign("(") ? 1 : (token.isSign(")") ? -1 : 0);
			if (depth == 0 || (depth == 1 && token.isSign(","))) {
				List<SqliteToken> part = tokens.subList(start, position);
				collated.add(part.size() > 1 && isCollation(part));
				parts.add(sql.substring(part.get(0).start(), part.get(end(part) - 1).end()));
				start = position + 1;
			}
			position++;
		}
		boolean partial = position < tokens.size() && tokens.get(position).is("where");
		return new SqliteIndex(parts, collated,
				partial ? sql.substring(tokens.get(position + 1).start(), tokens.get(tokens.size() - 1).end()) : "",
				sql.substring(tokens.get(open).start()));
	}

	boolean isCollated(int part) {
		return this.collated.get(part);
	}

	private static boolean isCollation(List<SqliteToken> part) {
		int end = end(part);
		return end > 2 && part.get(end - 2).is("collate");
	}

	private static int end(List<SqliteToken> part) {
		SqliteToken last = part.get(part.size() - 1);
		return (part.size() > 1 && (last.is("asc") || last.is("desc"))) ? part.size() - 1 : part.size();
	}

}
