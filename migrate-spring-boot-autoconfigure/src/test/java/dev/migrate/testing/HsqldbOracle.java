package dev.migrate.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An oracle based on the script that HSQLDB writes of a database.
 */
final class HsqldbOracle extends Oracle {

	private static final Pattern CREATE_TABLE = Pattern
		.compile("CREATE (?:MEMORY|CACHED|TEXT) (TABLE (?:\"(?:[^\"]|\"\")*\"|[^(\"])*)\\((.*)\\)", Pattern.DOTALL);

	private static final Pattern ADD_CONSTRAINT = Pattern.compile("ALTER (TABLE .*?) ADD (CONSTRAINT .*|FOREIGN KEY.*)",
			Pattern.DOTALL);

	private static final Pattern INLINE_KEY = Pattern
		.compile("(\"(?:[^\"]|\"\")*\"|[^\" ]+)( .*?)( NOT NULL)? PRIMARY KEY", Pattern.DOTALL);

	@Override
	List<String> lines(Connection connection, Set<Ignore> ignored) throws SQLException {
		List<String> lines = new ArrayList<>();
		for (String sql : query(connection, "script")) {
			boolean speaksOfSchema = sql
				.matches("(?s)(CREATE (?!USER)|COMMENT ON |ALTER TABLE .* ADD |GRANT (?!USAGE|DBA)).*");
			// Removing a comment leaves an empty one.
			if (speaksOfSchema && !sql.endsWith(" IS ''") && !isLiquibase(sql)) {
				lines.addAll(lines(sql, ignored));
			}
		}
		return lines;
	}

	private static List<String> lines(String sql, Set<Ignore> ignored) {
		// Quotes and blanks are kept from the DDL, and these keywords are equivalent.
		String text = sql.replaceAll("\"([A-Z][A-Z0-9_]*)\"", "$1")
			.replaceAll("\\bDECIMAL\\(", "NUMERIC(")
			.replace(")VALUES", ") VALUES");
		if (ignored.contains(Ignore.SEQUENCE_POSITIONS)) {
			text = text.replaceAll("START WITH -?\\d+ ?", "");
		}
		Matcher added = ADD_CONSTRAINT.matcher(text);
		if (added.matches()) {
			return List.of(added.group(1) + " " + named(added.group(2), ignored));
		}
		Matcher created = CREATE_TABLE.matcher(text);
		if (!created.matches()) {
			return List.of(ignored.contains(Ignore.CONSTRAINT_NAMES)
					? text.replaceAll("INDEX (\"(?:[^\"]|\"\")*\"|[^\" ]+) ON", "INDEX ON") : text);
		}
		String table = created.group(1);
		List<String> lines = new ArrayList<>(List.of(table));
		for (String part : parts(created.group(2))) {
			Matcher key = INLINE_KEY.matcher(part);
			boolean inline = key.matches() && !part.startsWith("CONSTRAINT ");
			if (inline) {
				lines.add(table + " PRIMARY KEY(" + key.group(1) + ")");
			}
			String column = inline ? key.group(1) + key.group(2) + " NOT NULL" : named(part, ignored);
			boolean positioned = !ignored.contains(Ignore.COLUMN_ORDER) && !isConstraint(part);
			lines.add(table + (positioned ? " #" + lines.size() : "") + " " + column);
		}
		return lines;
	}

	private static boolean isConstraint(String part) {
		return part.matches("(?s)(CONSTRAINT |PRIMARY KEY\\(|UNIQUE\\(|CHECK\\(|FOREIGN KEY\\().*");
	}

	private static String named(String part, Set<Ignore> ignored) {
		return ignored.contains(Ignore.CONSTRAINT_NAMES)
				? part.replaceFirst("^CONSTRAINT (\"(?:[^\"]|\"\")*\"|[^\" ]+) ", "") : part;
	}

	private static List<String> parts(String body) {
		List<String> parts = new ArrayList<>();
		int depth = 0;
		int start = 0;
		char quote = 0;
		for (int i = 0; i < body.length(); i++) {
			char c = body.charAt(i);
			if (quote != 0) {
				quote = (c == quote) ? 0 : quote;
			}
			else if (c == '\'' || c == '"') {
				quote = c;
			}
			else if (c == '(' || c == ')') {
				depth += (c == '(') ? 1 : -1;
			}
			else if (c == ',' && depth == 0) {
				parts.add(body.substring(start, i));
				start = i + 1;
			}
		}
		parts.add(body.substring(start));
		return parts;
	}

}
