package dev.migrate.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.ServerInspection;

/**
 * Inspects a server of MySQL or MariaDB.
 */
final class MysqlInspection implements ServerInspection {

	/**
	 * {@code ER_DBACCESS_DENIED_ERROR}, {@code ER_TABLEACCESS_DENIED_ERROR} and
	 * {@code ER_SPECIFIC_ACCESS_DENIED_ERROR}, from the server's error reference.
	 */
	private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227);

	private static final Set<String> WRITABLE = Set.of("0", "OFF");

	// Those who may write in spite of the setting.
	private static final String EXEMPT = """
			select count(*) from information_schema.user_privileges
			where privilege_type in ('SUPER', 'CONNECTION_ADMIN', 'READ ONLY ADMIN', 'READ_ONLY ADMIN')
			  and grantee = concat('''', replace(current_user(), '@', '''@'''), '''')""";

	private static final String SESSION = """
			select id from information_schema.processlist
			where id = ? and user = substring_index(user(), '@', 1)""";

	private static final long TOLERATED_SECONDS = 2;

	private final Identifiers identifiers;

	MysqlInspection(Identifiers identifiers) {
		this.identifiers = identifiers;
	}

	@Override
	public Access access(Connection connection) throws SQLException {
		boolean readOnly = !WRITABLE.contains(Rows.first(connection, "select @@global.read_only"))
				&& Rows.first(connection, EXEMPT).equals("0");
		return (connection.isReadOnly() || readOnly) ? Access.READ_ONLY : Access.WRITABLE;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The server checks privileges first: a statement about a table that does not exist
	 * fails for another reason if the user has them.
	 */
	@Override
	public List<String> missingPrivileges(Connection connection, String schema) throws SQLException {
		String name = "migrate_probe_" + UUID.randomUUID().toString().replace("-", "");
		String table = this.identifiers.of(schema, name);
		Map<String, String> attempts = new LinkedHashMap<>();
		attempts.put("CREATE", "create table " + table + " like " + this.identifiers.of(schema, name + "_2"));
		attempts.put("ALTER", "alter table " + table + " comment ''");
		attempts.put("DROP", "drop table " + table);
		attempts.put("INDEX", "create index x on " + table + " (x)");
		List<String> missing = new ArrayList<>();
		for (Map.Entry<String, String> attempt : attempts.entrySet()) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(attempt.getValue());
			}
			catch (SQLException ex) {
				if (DENIED.contains(ex.getErrorCode())) {
					missing.add(attempt.getKey());
				}
			}
		}
		return missing;
	}

	@Override
	public Optional<String> limitedEncoding(Connection connection, String schema) throws SQLException {
		return Rows
			.read(connection,
					"select default_character_set_name from information_schema.schemata where schema_name = ?",
					List.of(schema), (rows) -> rows.getString(1))
			.stream()
			.filter((encoding) -> !encoding.equals("utf8mb4"))
			.findFirst();
	}

	@Override
	public Optional<String> sessionQuery() {
		return Optional.of("select connection_id()");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The server numbers its connections from one again when it is restarted.
	 */
	@Override
	public Optional<String> sessionIdentity(Connection connection) throws SQLException {
		String id = Rows.first(connection, "select connection_id()");
		return serverStart(connection).map((start) -> id + " " + start);
	}

	@Override
	public boolean endSession(Connection connection, String identity) throws SQLException {
		String[] parts = identity.split(" ");
		Optional<Long> start = serverStart(connection);
		if (parts.length != 2 || !(parts[0] + parts[1]).matches("[0-9]{1,36}") || start.isEmpty()
				|| Math.abs(Long.parseLong(parts[1]) - start.get()) > TOLERATED_SECONDS) {
			return true;
		}
		List<Long> found = Rows.read(connection, SESSION, List.of(Long.valueOf(parts[0])), (rows) -> rows.getLong(1));
		if (found.isEmpty()) {
			return true;
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute("kill " + found.get(0));
		}
		return false;
	}

	private static Optional<Long> serverStart(Connection connection) throws SQLException {
		long now = Long.parseLong(Rows.first(connection, "select unix_timestamp()"));
		return Rows
			.read(connection, "show global status like 'Uptime'", List.of(),
					(rows) -> Long.parseLong(rows.getString(2)))
			.stream()
			.findFirst()
			.map((uptime) -> now - uptime);
	}

	@Override
	public Optional<String> timesQuery() {
		return Optional.of("select now(6), utc_timestamp(6)");
	}

}
