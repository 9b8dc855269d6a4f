package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.ServerInspection;

/**
 * Inspects a database of H2.
 */
final class H2Inspection implements ServerInspection {

	// A statement that alters the schema is committed, so that none can be tried.
	private static final String MAY_CREATE = """
			SELECT COUNT(*) FROM (
			  SELECT 1 FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER AND IS_ADMIN
			  UNION ALL
			  SELECT 1 FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ? AND SCHEMA_OWNER = CURRENT_USER
			  UNION ALL
			  SELECT 1 FROM INFORMATION_SCHEMA.RIGHTS WHERE GRANTEE = CURRENT_USER AND RIGHTS LIKE '%ALTER ANY SCHEMA%')""";

	private static final String BIND_ADDRESS = "h2.bindAddress";

	@Override
	public List<String> missingPrivileges(Connection connection, String schema) throws SQLException {
		int reasons = Rows.read(connection, MAY_CREATE, List.of(schema), (rows) -> rows.getInt(1)).get(0);
		return (reasons > 0) ? List.of() : List.of("ALTER ANY SCHEMA");
	}

	@Override
	public Optional<String> timesQuery() {
		return Optional
			.of("select localtimestamp, cast(current_timestamp at time zone 'UTC' as timestamp without time zone)");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * In automatic mixed mode, the first process that opens the file serves the others,
	 * on all addresses unless a system property names one.
	 */
	@Override
	public Optional<String> missingBindAddress(String jdbcUrl) {
		boolean listens = jdbcUrl.toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE");
		return (listens && System.getProperty(BIND_ADDRESS, "").isEmpty()) ? Optional.of(BIND_ADDRESS)
				: Optional.empty();
	}

}
