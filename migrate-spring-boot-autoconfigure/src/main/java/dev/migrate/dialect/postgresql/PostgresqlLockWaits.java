package dev.migrate.dialect.postgresql;

import java.sql.Connection;
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
 * How the statements of PostgreSQL wait for locks.
 */
final class PostgresqlLockWaits implements LockWaits {

	/**
	 * {@code lock_not_available} and {@code deadlock_detected}, from the server's
	 * appendix of error codes.
	 */
	private static final Set<String> REFUSED = Set.of("55P03", "40P01");

	private static final String NAME = "(?:[\\w$]+|\"(?:[^\"]|\"\")+\")";

	private static final String NAMES = NAME + "(?:\\s*\\.\\s*" + NAME + ")*";

	/**
	 * What takes a {@code SHARE UPDATE EXCLUSIVE} lock at most, from the server's chapter
	 * on explicit locking, and what waits for old transactions.
	 */
	private static final Pattern OF_DEFINITION = Pattern
		.compile(LockedParts.COMMENTS + "(?:(?:create\\s+(?:unique\\s+)?index|drop\\s+index)\\s+concurrently\\b.*"
				+ "|reindex\\b.*\\bconcurrently\\b.*|refresh\\s+materialized\\s+view\\s+concurrently\\b.*"
				+ "|alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + NAMES + "\\s+(?:validate\\s+constraint\\s+"
				+ NAME + "\\s*;?\\s*" + "|detach\\s+partition\\s+" + NAMES + "\\s+(?:concurrently|finalize)\\b.*)"
				+ "|vacuum\\b(?!.*\\bfull\\b).*|analyze\\b.*)");

	private static final Pattern SETS_LIMIT = Pattern.compile(LockedParts.COMMENTS
			+ "(?:(?:re)?set\\s+(?:(?:local|session)\\s+)?(?:lock_timeout|all)\\b|discard\\s+all\\b|.*\\bset_config\\s*\\(\\s*'lock_timeout').*");

	private static final String SETTINGS = """
			select format('select set_config(''search_path'', %L, true)', current_setting('search_path'))""";

	private static final String BLOCKING = """
			select p.pid, a.usename, a.application_name,
			  nullif(a.query, '<insufficient privilege>') as query,
			  floor(extract(epoch from clock_timestamp() - coalesce(a.xact_start, a.state_change)))::bigint as age
			from unnest(pg_blocking_pids(?)) p (pid) left join pg_stat_activity a on a.pid = p.pid
			order by age desc nulls last, p.pid""";

	@Override
	public LockedParts locks(String sql) {
		return OF_DEFINITION.matcher(sql).matches() ? LockedParts.DEFINITION : LockWaits.super.locks(sql);
	}

	@Override
	public Optional<Duration> limit(Connection connection) throws SQLException {
		return Optional.of(Duration.ofMillis(
				Long.parseLong(Rows.first(connection, "select setting from pg_settings where name = 'lock_timeout'"))));
	}

	@Override
	public String limiting(Duration limit, boolean transaction) {
		return "set " + (transaction ? "local " : "") + "lock_timeout = " + limit.toMillis();
	}

	@Override
	public boolean endsWithTransaction() {
		return true;
	}

	@Override
	public String settings(Connection connection) throws SQLException {
		return Rows.first(connection, SETTINGS);
	}

	@Override
	public boolean setsLimit(String sql) {
		return SETS_LIMIT.matcher(sql).matches();
	}

	@Override
	public boolean isRefused(SQLException failure) {
		return failure.getSQLState() != null && REFUSED.contains(failure.getSQLState());
	}

	@Override
	public List<BlockingSession> blocking(Connection connection, String session) throws SQLException {
		return Rows.read(connection, BLOCKING, List.of(Integer.valueOf(session)),
				(rows) -> new BlockingSession(rows.getString("pid"), Rows.text(rows, "usename"),
						Rows.text(rows, "application_name"), BlockingSession.age(rows), Rows.text(rows, "query"),
						true));
	}

}
