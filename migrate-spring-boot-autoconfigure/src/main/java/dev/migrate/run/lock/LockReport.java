package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import dev.migrate.LockState;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * The state of the lock of a database.
 *
 * @param state the state
 * @param holder who holds the lock; {@code null} if the lock table names none
 */
public record LockReport(LockState state, @Nullable LockHolder holder) {

	/**
	 * Examine the lock of a database.
	 * @param database the database of Liquibase, which has a lock table
	 * @param connection a connection to it
	 * @param settings how the lock is taken
	 * @return the report
	 * @throws SQLException if the database cannot be accessed
	 */
	public static LockReport of(Database database, Connection connection, LockSettings settings) throws SQLException {
		try (Attempt attempt = new Attempt(database, connection, settings, () -> {
		})) {
			return attempt.report();
		}
	}

	/**
	 * Find the holder by the lock table alone, without trying the lock.
	 * @param database the database of Liquibase, which has a lock table
	 * @param connection a connection to it
	 * @return the holder; empty if the table names none
	 * @throws SQLException if the database cannot be accessed
	 */
	public static Optional<LockHolder> holder(Database database, Connection connection) throws SQLException {
		return new LockTable(database).holder(connection);
	}

	/**
	 * Release the lock that was examined.
	 * @param database the database of Liquibase
	 * @param connection a connection to it
	 * @return {@code false} if the lock is free meanwhile, or has another holder
	 * @throws SQLException if the database cannot be accessed
	 */
	public boolean release(Database database, Connection connection) throws SQLException {
		LockTable table = new LockTable(database);
		String lockedBy = (this.holder != null) ? this.holder.lockedBy() : null;
		LockMark mark = (this.holder != null) ? this.holder.mark().orElse(null) : null;
		if (lockedBy != null && mark != null) {
			// The next run ends the session first, and goes on from the step.
			return table.releaseInterrupted(connection, lockedBy, mark);
		}
		return (lockedBy != null) ? table.release(connection, lockedBy) : table.releaseUnnamed(connection);
	}

	/**
	 * Describe the holder.
	 * @return for example "process 4711 on node-7 (10.0.0.7), for 12 s"
	 */
	public String holderText() {
		return (this.holder != null) ? this.holder.toString() : "a session that the lock table does not name";
	}

}
