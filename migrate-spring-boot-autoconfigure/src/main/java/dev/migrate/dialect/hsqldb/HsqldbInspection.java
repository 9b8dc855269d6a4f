package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.ServerInspection;

/**
 * Inspects a database of HSQLDB.
 */
final class HsqldbInspection implements ServerInspection {

	// A statement that alters the schema is committed, so that none can be tried.
	private static final String MAY_CREATE = """
			select count(*) from information_schema.schemata where schema_name = ?
			  and (schema_owner = current_user
			    or schema_owner in (select role_name from information_schema.enabled_roles)
			    or exists (select 1 from information_schema.enabled_roles where role_name = 'DBA'))""";

	@Override
	public List<String> missingPrivileges(Connection connection, String schema) throws SQLException {
		int reasons = Rows.read(connection, MAY_CREATE, List.of(schema), (rows) -> rows.getInt(1)).get(0);
		return (reasons > 0) ? List.of() : List.of("ALTER SCHEMA");
	}

}
