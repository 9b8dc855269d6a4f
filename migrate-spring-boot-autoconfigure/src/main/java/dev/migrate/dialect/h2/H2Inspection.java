package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.ServerInspection;

/**
 * Inspects a database of H2.
 */
final class H2Inspection implements ServerInspection {

	/**
	 * {@code ADMIN_RIGHTS_REQUIRED} and {@code NOT_ENOUGH_RIGHTS_FOR_1}, from
	 * {@code org.h2.api.ErrorCode}.
	 */
	private static final Set<Integer> DENIED = Set.of(90040, 90096);

	private static final String OWNERS = """
			SELECT SCHEMA_OWNER = CURRENT_USER FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ?""";

	private static final String IDENTITY = "session_id || ' ' || session_start";

	// Other sessions are shown to administrators alone.
	private static final String ADMINISTRATOR = """
			select is_admin from information_schema.users where user_name = current_user""";

	private static final String BIND_ADDRESS = "h2.bindAddress";

	private final Identifiers identifiers;

	H2Inspection(Identifiers identifiers) {
		this.identifiers = identifiers;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The database checks privileges first: to create a schema that exists fails without
	 * them, and does nothing otherwise.
	 */
	@Override
	public List<String> missingPrivileges(Connection connection, String schema) throws SQLException {
		List<Boolean> owner = Rows.read(connection, OWNERS, List.of(schema), (rows) -> rows.getBoolean(1));
		if (!owner.equals(List.of(false))) {
			return List.of();
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute("create schema if not exists " + this.identifiers.of(schema));
		}
		catch (SQLException ex) {
			if (DENIED.contains(ex.getErrorCode())) {
				return List.of("ALTER ANY SCHEMA");
			}
		}
		return List.of();
	}

	@Override
	public Optional<String> sessionIdentity(Connection connection) throws SQLException {
		return Optional.of(Rows.first(connection,
				"select " + IDENTITY + " from information_schema.sessions where session_id = session_id()"));
	}

	@Override
	public Optional<Set<String>> sessionIdentities(Connection connection) throws SQLException {
		if (!Rows.read(connection, ADMINISTRATOR, List.of(), (rows) -> rows.getBoolean(1)).contains(true)) {
			return Optional.empty();
		}
		return Optional.of(Set.copyOf(Rows.read(connection, "select " + IDENTITY + " from information_schema.sessions",
				List.of(), (rows) -> rows.getString(1))));
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
