package dev.migrate.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An oracle based on the metadata that Oracle Database renders of a user's objects.
 */
final class OracleDatabaseOracle extends Oracle {

	private static final String OPTIONS = """
			begin
			    dbms_metadata.set_transform_param(dbms_metadata.session_transform, 'SEGMENT_ATTRIBUTES', false);
			    dbms_metadata.set_transform_param(dbms_metadata.session_transform, 'CONSTRAINTS_AS_ALTER', true);
			end;""";

	private static final List<String> QUERIES = List.of("""
			select dbms_metadata.get_ddl('TABLE', table_name) from user_tables
			where nested = 'NO' and secondary = 'N' and dropped = 'NO'""", """
			select dbms_metadata.get_ddl('INDEX', i.index_name) from user_indexes i
			where i.index_type <> 'LOB' and not exists (select 1 from user_constraints k
			  where k.index_name = i.index_name)""", """
			select 'sequence ' || sequence_name || ' by ' || increment_by from user_sequences
			where sequence_name not like 'ISEQ$$%'""", """
			select 'comment ' || table_name || ' ' || comments from user_tab_comments where comments is not null""", """
			select 'comment ' || table_name || '.' || column_name || ' ' || comments from user_col_comments
			where comments is not null""");

	@Override
	List<String> lines(Connection connection, Set<Ignore> ignored) throws SQLException {
		connection.createStatement().execute(OPTIONS);
		List<String> lines = new ArrayList<>();
		for (String sql : QUERIES) {
			for (String ddl : query(connection, sql)) {
				if (!isLiquibase(ddl)) {
					lines.addAll(lines(ddl, ignored));
				}
			}
		}
		return lines;
	}

	private static List<String> lines(String ddl, Set<Ignore> ignored) {
		String text = ddl.strip();
		if (ignored.contains(Ignore.CONSTRAINT_NAMES)) {
			text = text.replaceAll("CONSTRAINT \"[^\"]+\" ", "").replaceAll("INDEX \"[^\"]+\"\\.\"[^\"]+\"", "INDEX");
		}
		if (ignored.contains(Ignore.SEQUENCE_POSITIONS)) {
			text = text.replaceAll("START WITH \\d+", "");
		}
		List<String> lines = new ArrayList<>();
		String first = text.lines().findFirst().orElse("").strip();
		for (String line : text.split(",?\\s*\\R\\s*")) {
			boolean positioned = !ignored.contains(Ignore.COLUMN_ORDER);
			lines.add(first + (positioned ? " #" + lines.size() : "") + " " + line.strip());
		}
		return lines;
	}

}
