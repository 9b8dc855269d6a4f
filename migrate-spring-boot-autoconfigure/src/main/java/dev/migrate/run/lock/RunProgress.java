package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, in the row of the lock table, from where the next run learns
 * where this one was interrupted.
 */
public final class RunProgress {

	private final HeldLock lock;

	private final Connection connection;

	RunProgress(HeldLock lock, Connection connection) {
		this.lock = lock;
		this.connection = connection;
	}

	/**
	 * Return what is recorded: at first, where the run before this one was interrupted.
	 * @return the statement; {@code null} if the run is between changesets
	 */
	public @Nullable RunStep step() {
		return this.lock.step();
	}

	/**
	 * Record the statement that the run has reached, in the transaction of the run.
	 * @param step the statement; {@code null} if the run is between changesets
	 * @throws SQLException if the lock table cannot be changed, or if another process has
	 * taken the lock
	 */
	public void advance(@Nullable RunStep step) throws SQLException {
		this.lock.advance(this.connection, step);
	}

	/**
	 * Read again what is recorded, after a transaction of the run may have been rolled
	 * back.
	 * @throws SQLException if the lock table cannot be read
	 */
	public void refresh() throws SQLException {
		this.lock.refresh(this.connection);
	}

}
