package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.LockedParts;
import org.jspecify.annotations.Nullable;

/**
 * How long the session of a run waits for locks of other sessions at most, in place of
 * its own limit.
 */
final class LockLimits implements AutoCloseable {

	private final LockWaits waits;

	private final StatementSettings settings;

	private final BlockerWatch watch;

	private final RunState state;

	private @Nullable Duration own;

	private boolean isRead;

	/**
	 * Create an instance.
	 * @param dialect the dialect of the product
	 * @param connection the connection of the run
	 * @param settings how the run shares the database
	 * @param state the state of the run
	 */
	LockLimits(Dialect dialect, Connection connection, RunSettings settings, RunState state) {
		this.waits = dialect.lockWaits();
		this.settings = settings.statements();
		this.watch = new BlockerWatch(dialect, connection, settings.lock().connections());
		this.state = state;
	}

	LockWaits waits() {
		return this.waits;
	}

	StatementSettings settings() {
		return this.settings;
	}

	BlockerWatch watch() {
		return this.watch;
	}

	RunState state() {
		return this.state;
	}

	/**
	 * Return the limit of the session itself.
	 * @param connection the connection of the run
	 * @return the limit, zero if there is none; {@code null} if it cannot be set
	 * @throws SQLException if the database cannot be accessed
	 */
	@Nullable Duration own(Connection connection) throws SQLException {
		if (!this.isRead) {
			this.own = this.waits.limit(connection).orElse(null);
			this.isRead = true;
		}
		return this.own;
	}

	/**
	 * Return the limit for a statement.
	 * @param locks what the statement locks, or the transaction that it is in
	 * @param own the limit of the session itself, zero if there is none
	 * @return the limit, which is not longer than the own one of the session where others
	 * wait for the statement
	 */
	Duration of(LockedParts locks, Duration own) {
		return switch (locks) {
			case ROWS -> own;
			case DEFINITION -> this.settings.definitionLockTimeout();
			case TABLE ->
				(own.isZero() || own.compareTo(this.settings.lockTimeout()) > 0) ? this.settings.lockTimeout() : own;
		};
	}

	@Override
	public void close() {
		this.watch.close();
	}

}
