package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

	private static final String IDENTITY = "cast(session_id as varchar(20)) || ' ' || cast(connected as varchar(40))";

	private static final String OWN = " from information_schema.system_sessions where session_id = session_id()";

	@Override
	public List<String> missingPrivileges(Connection connection, String schema) throws SQLException {
		int reasons = Rows.read(connection, MAY_CREATE, List.of(schema), (rows) -> rows.getInt(1)).get(0);
		return (reasons > 0) ? List.of() : List.of("ALTER SCHEMA");
	}

	@Override
	public Optional<String> sessionIdentity(Connection connection) throws SQLException {
		return Optional.of(Rows.first(connection, "select " + IDENTITY + OWN));
	}

	@Override
	public Optional<Set<String>> sessionIdentities(Connection connection) throws SQLException {
		// Other sessions are shown to administrators alone.
		if (!Rows.read(connection, "select is_admin" + OWN, List.of(), (rows) -> rows.getBoolean(1)).contains(true)) {
			return Optional.empty();
		}
		return Optional
			.of(Set.copyOf(Rows.read(connection, "select " + IDENTITY + " from information_schema.system_sessions",
					List.of(), (rows) -> rows.getString(1))));
	}

}
