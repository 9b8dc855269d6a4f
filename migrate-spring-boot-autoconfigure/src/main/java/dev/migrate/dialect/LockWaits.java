package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the statements of a product wait for the locks of other sessions.
 * <p>
 * The defaults are those of a product whose sessions have no limit that can be set, and
 * do not show whom they wait for.
 */
public interface LockWaits {

	/**
	 * Return what a statement locks.
	 * @param sql the statement
	 * @return what it locks
	 */
	default LockedParts locks(String sql) {
		return LockedParts.of(sql);
	}

	/**
	 * Return how long the statements of a session wait for a lock at most.
	 * @param connection the connection of the session
	 * @return the limit, zero if there is none; empty if it cannot be set
	 * @throws SQLException if the database cannot be accessed
	 */
	default Optional<Duration> limit(Connection connection) throws SQLException {
		return Optional.empty();
	}

	/**
	 * Return the statement by which a session limits how long its statements wait for a
	 * lock.
	 * @param limit the limit, zero for none; rounded up to what the product knows
	 * @param transaction whether the limit ends with the transaction of the session, if
	 * the product has such limits
	 * @return the statement
	 */
	default String limiting(Duration limit, boolean transaction) {
		throw new UnsupportedOperationException("The product has no such limit");
	}

	/**
	 * Return whether a limit ends with the transaction in which it is set.
	 * @return {@code false} if it stays until it is set again
	 */
	default boolean endsWithTransaction() {
		return false;
	}

	/**
	 * Return the statement that sets again, after the transaction was rolled back, what
	 * has been set in it before.
	 * @param connection the connection of the session, in the transaction
	 * @return the statement; empty if such settings outlive the transaction
	 * @throws SQLException if the database cannot be accessed
	 */
	default String settings(Connection connection) throws SQLException {
		return "";
	}

	/**
	 * Return whether a statement sets the limit by itself.
	 * @param sql the statement
	 * @return {@code true} if it does
	 */
	default boolean setsLimit(String sql) {
		return false;
	}

	/**
	 * Return whether a statement has failed since other sessions hold locks that it
	 * needs. It can be repeated.
	 * @param failure the error of the database
	 * @return {@code true} if the limit was exceeded, or if the sessions have waited for
	 * each other
	 */
	boolean isRefused(SQLException failure);

	/**
	 * Find the sessions for whose locks a session waits.
	 * @param connection a connection of another session
	 * @param session what {@link ServerInspection#sessionQuery()} returns in the session
	 * @return the sessions; none if the session does not wait, or if that is not shown
	 * @throws SQLException if the database cannot be accessed, or if the user may not see
	 * other sessions
	 */
	default List<BlockingSession> blocking(Connection connection, String session) throws SQLException {
		return List.of();
	}

	/**
	 * Return the lock waits of a product that only says that a lock was refused.
	 * @param codes the product's error codes of such a failure
	 * @return the lock waits
	 */
	static LockWaits refusedWith(Set<Integer> codes) {
		return (failure) -> codes.contains(failure.getErrorCode());
	}

}
