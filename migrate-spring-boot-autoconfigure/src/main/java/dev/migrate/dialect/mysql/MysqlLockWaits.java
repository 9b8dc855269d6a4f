package dev.migrate.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.dialect.BlockingSession;
import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.LockedParts;
import dev.migrate.dialect.Rows;

/**
 * How the statements of MySQL and MariaDB wait for the locks of tables.
 */
final class MysqlLockWaits implements LockWaits {

	/**
	 * {@code ER_LOCK_WAIT_TIMEOUT} and {@code ER_LOCK_DEADLOCK}, from the server's error
	 * reference.
	 */
	private static final Set<Integer> REFUSED = Set.of(1205, 1213);

	private static final Pattern SETS_LIMIT = Pattern
		.compile(LockedParts.COMMENTS + "set\\b.*\\block_wait_timeout\\b.*");

	// In these products a text may be in double quotes, unless a mode makes it a name.
	private static final Pattern TEXT = Pattern.compile("(?s)\"(?:[^\"]++|\"\")*+(?:\"|\\z)");

	// The performance schema may be off, and does not record such locks on MariaDB unless
	// it
	// is configured to.
	private static final String BLOCKING = """
			select distinct t.processlist_id as id, t.processlist_user as user, x.trx_query as query,
			  timestampdiff(second, x.trx_started, now()) as age
			from performance_schema.metadata_locks w
			join performance_schema.threads wt on wt.thread_id = w.owner_thread_id
			join performance_schema.metadata_locks h on h.object_type = w.object_type
			  and h.object_schema <=> w.object_schema and h.object_name <=> w.object_name
			  and h.owner_thread_id <> w.owner_thread_id and h.lock_status = 'GRANTED'
			join performance_schema.threads t on t.thread_id = h.owner_thread_id
			left join information_schema.innodb_trx x on x.trx_mysql_thread_id = t.processlist_id
			where wt.processlist_id = ? and w.lock_status = 'PENDING'
			order by age desc""";

	private static final String IN_TRANSACTION = """
			select p.id, p.user, coalesce(x.trx_query, p.info) as query,
			  timestampdiff(second, x.trx_started, now()) as age
			from information_schema.innodb_trx x
			join information_schema.processlist p on p.id = x.trx_mysql_thread_id
			where p.id <> ? and p.id <> connection_id() order by age desc limit 5""";

	@Override
	public Optional<Duration> limit(Connection connection) throws SQLException {
		return Optional
			.of(Duration.ofSeconds(Long.parseLong(Rows.first(connection, "select @@session.lock_wait_timeout"))));
	}

	@Override
	public String limiting(Duration limit, boolean transaction) {
		long seconds = Math.max(1, limit.plusMillis(999).toSeconds());
		return "set session lock_wait_timeout = " + (limit.isZero() ? "default" : seconds);
	}

	@Override
	public boolean setsLimit(String sql) {
		return SETS_LIMIT.matcher(sql).matches();
	}

	@Override
	public boolean isRefused(SQLException failure) {
		return REFUSED.contains(failure.getErrorCode());
	}

	@Override
	public List<BlockingSession> blocking(Connection connection, String session) throws SQLException {
		List<Long> parameters = List.of(Long.valueOf(session));
		List<BlockingSession> proven = proven(connection, parameters);
		return proven.isEmpty() ? Rows.read(connection, IN_TRANSACTION, parameters, (rows) -> session(rows, false))
				: proven;
	}

	// The user may not be allowed to read the performance schema.
	private static List<BlockingSession> proven(Connection connection, List<Long> parameters) {
		try {
			return Rows.read(connection, BLOCKING, parameters, (rows) -> session(rows, true));
		}
		catch (SQLException ex) {
			return List.of();
		}
	}

	private static BlockingSession session(ResultSet rows, boolean proven) throws SQLException {
		return new BlockingSession(rows.getString("id"), Rows.text(rows, "user"), "", BlockingSession.age(rows),
				TEXT.matcher(Rows.text(rows, "query")).replaceAll("?"), proven);
	}

}
