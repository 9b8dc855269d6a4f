package dev.migrate.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An oracle based on the script that H2 writes of a database.
 */
final class H2Oracle extends Oracle {

	@Override
	List<String> lines(Connection connection, Set<Ignore> ignored) throws SQLException {
		List<String> lines = new ArrayList<>();
		for (String script : query(connection, "script nodata nopasswords nosettings")) {
			String sql = script.strip().replaceAll(";$", "");
			if (!sql.startsWith("--") && !sql.startsWith("CREATE USER") && !isLiquibase(sql)) {
				lines.addAll(lines(sql, ignored));
			}
		}
		return lines;
	}

	private static List<String> lines(String sql, Set<Ignore> ignored) {
		String text = sql.replaceAll(" RESTART WITH -?\\d+", "");
		// H2 keeps the type name from the DDL; these names are equivalent.
		text = text.replaceAll("\\bFLOAT\\((1?\\d|2[0-4])\\)", "REAL")
			.replaceAll("\\bFLOAT\\(\\d+\\)", "DOUBLE PRECISION");
		if (ignored.contains(Ignore.SEQUENCE_POSITIONS)) {
			text = text.replaceAll("START WITH -?\\d+ ?", "");
		}
		if (ignored.contains(Ignore.CONSTRAINT_NAMES)) {
			text = text.replaceAll("(ADD|COMMENT ON) CONSTRAINT (\"[^\"]+\"\\.)?\"[^\"]+\"", "$1 CONSTRAINT");
			text = text.replaceAll(" INDEX \"[^\"]+\"\\.\"[^\"]+\"", " INDEX");
		}
		int body = text.indexOf("(\n");
		if (!text.matches("(?s)CREATE (CACHED|MEMORY) TABLE .*") || body < 0) {
			return List.of(text);
		}
		String table = text.substring(text.indexOf("TABLE"), body);
		List<String> lines = new ArrayList<>(List.of(table));
		for (String column : text.substring(body + 1, text.lastIndexOf(')')).strip().split(",\n")) {
			lines
				.add(table + (ignored.contains(Ignore.COLUMN_ORDER) ? "" : " #" + lines.size()) + " " + column.strip());
		}
		return lines;
	}

}
