package dev.migrate.dialect.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.LockedParts;
import dev.migrate.dialect.Rows;

/**
 * How the statements of SQL Server wait for locks.
 */
final class SqlserverLockWaits implements LockWaits {

	/**
	 * "Lock request time out period exceeded" and "deadlocked", from the server's list of
	 * events and errors.
	 */
	private static final Set<Integer> REFUSED = Set.of(1222, 1205);

	private static final Pattern PROCEDURE = Pattern.compile(LockedParts.COMMENTS + "exec(?:ute)?\\b");

	private static final Pattern SETS_LIMIT = Pattern.compile(LockedParts.COMMENTS + "set\\s+lock_timeout\\b.*");

	/**
	 * {@inheritDoc}
	 * <p>
	 * Names are changed by procedures.
	 */
	@Override
	public LockedParts locks(String sql) {
		return PROCEDURE.matcher(sql).lookingAt() ? LockedParts.TABLE : LockWaits.super.locks(sql);
	}

	@Override
	public Optional<Duration> limit(Connection connection) throws SQLException {
		long millis = Long.parseLong(Rows.first(connection, "select @@lock_timeout"));
		return Optional.of(Duration.ofMillis(Math.max(0, millis)));
	}

	@Override
	public String limiting(Duration limit, boolean transaction) {
		return "set lock_timeout " + (limit.isZero() ? -1 : limit.toMillis());
	}

	@Override
	public boolean setsLimit(String sql) {
		return SETS_LIMIT.matcher(sql).matches();
	}

	@Override
	public boolean isRefused(SQLException failure) {
		return REFUSED.contains(failure.getErrorCode());
	}

}
