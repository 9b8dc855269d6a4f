package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.migrate.dialect.CatalogQueries;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.ServerInspection;
import dev.migrate.schema.QualifiedName;

/**
 * Inspects a server of PostgreSQL.
 */
final class PostgresqlInspection implements ServerInspection {

	/**
	 * The server's {@code insufficient_privilege}, from its appendix of error codes.
	 */
	static final String INSUFFICIENT_PRIVILEGE = "42501";

	private static final String ACCESS = """
			select case when pg_is_in_recovery() then 'REPLICA'
			  when current_setting('transaction_read_only') = 'on' then 'READ_ONLY' else 'WRITABLE' end""";

	private static final String TABLES_OF_OTHERS = """
			select n.nspname as schema_name, c.relname as table_name
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('r', 'p') and n.nspname in (:schemas) and not pg_has_role(c.relowner, 'USAGE')
			order by 1, 2""";

	// A partitioned index is not valid until each partition has its own. The details of
	// what another user builds are not shown to everyone.
	private static final String INVALID_INDEXES = """
			select n.nspname as schema_name, c.relname as table_name
			from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
			where not i.indisvalid and c.relkind = 'i' and n.nspname in (:schemas)
			  and not exists (select 1 from pg_stat_progress_create_index p where p.index_relid = i.indexrelid
			    or (p.index_relid is null and p.datname = current_database()))
			order by 1, 2""";

	private static final String IDENTITY = "pid || ' ' || extract(epoch from backend_start)";

	// A session of another role does not show its start, but whether it is in a
	// transaction.
	private static final String END = """
			select case when backend_start is not null then pg_terminate_backend(pid) else false end
			from pg_stat_activity a
			where %s = ? or (backend_start is null and datname = current_database()
			  and a.pid = split_part(?, ' ', 1)::integer
			  and exists (select 1 from pg_locks l where l.pid = a.pid and l.locktype = 'virtualxid'))
			""".formatted(IDENTITY);

	private final Identifiers identifiers;

	PostgresqlInspection(Identifiers identifiers) {
		this.identifiers = identifiers;
	}

	@Override
	public Access access(Connection connection) throws SQLException {
		return Access.valueOf(Rows.first(connection, ACCESS));
	}

	@Override
	public List<String> missingPrivileges(Connection connection, String schema) throws SQLException {
		String table = this.identifiers.of(schema, "migrate_probe_" + UUID.randomUUID().toString().replace("-", ""));
		boolean autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("create table " + table + " (id integer)");
			return List.of();
		}
		catch (SQLException ex) {
			// Another failure is not one of privileges.
			return INSUFFICIENT_PRIVILEGE.equals(ex.getSQLState()) ? List.of("CREATE") : List.of();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(autoCommit);
		}
	}

	@Override
	public List<QualifiedName> tablesOfOthers(Connection connection, SchemaScope scope) throws SQLException {
		return names(connection, scope, TABLES_OF_OTHERS);
	}

	@Override
	public List<QualifiedName> invalidIndexes(Connection connection, SchemaScope scope) throws SQLException {
		return names(connection, scope, INVALID_INDEXES);
	}

	private static List<QualifiedName> names(Connection connection, SchemaScope scope, String query)
			throws SQLException {
		CatalogQueries queries = new CatalogQueries(connection, scope.defaultSchema(), scope.all());
		return queries.inSchemas(query, (rows) -> queries.name(rows, "schema_name", "table_name"));
	}

	@Override
	public Optional<String> limitedEncoding(Connection connection, String schema) throws SQLException {
		return Optional.of(Rows.first(connection, "select current_setting('server_encoding')"))
			.filter((encoding) -> !encoding.equals("UTF8"));
	}

	@Override
	public Optional<String> sessionQuery() {
		return Optional.of("select pg_backend_pid()");
	}

	@Override
	public Optional<String> sessionIdentity(Connection connection) throws SQLException {
		return asSessionUser(connection, () -> Rows
			.read(connection,
					"select " + IDENTITY
							+ " from pg_stat_activity where pid = pg_backend_pid() and backend_start is not null",
					List.of(), (rows) -> rows.getString(1))
			.stream()
			.findFirst());
	}

	@Override
	public boolean endSession(Connection connection, String identity) throws SQLException {
		return asSessionUser(connection, () -> {
			List<Boolean> ended = Rows.read(connection, END, List.of(identity, identity), (rows) -> rows.getBoolean(1));
			if (ended.contains(Boolean.FALSE)) {
				throw new SQLException(
						"The session " + identity.substring(0, identity.indexOf(' ')) + " is that of another user.",
						INSUFFICIENT_PRIVILEGE);
			}
			return ended.isEmpty();
		});
	}

	// The start of a session is shown to the user who has logged in, and not to the role
	// that SET ROLE, or a setting of the user, has given the session.
	private static <T> T asSessionUser(Connection connection, Question<T> question) throws SQLException {
		boolean autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(false);
		try {
			Rows.execute(connection, "set local role none");
			return question.ask();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(autoCommit);
		}
	}

	@Override
	public Optional<String> timesQuery() {
		return Optional.of("select localtimestamp, current_timestamp at time zone 'UTC'");
	}

	private interface Question<T> {

		T ask() throws SQLException;

	}

}
