package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a database that this process holds.
 */
final class HeldLock {

	// Firewalls forget connections that are silent for minutes.
	private static final Duration PULSE = Duration.ofSeconds(30);

	private final LockTable table;

	private LockMark mark;

	private final @Nullable Guard guard;

	private final @Nullable ScheduledExecutorService pulse;

	HeldLock(LockTable table, LockMark mark, @Nullable Guard guard) {
		this.table = table;
		this.mark = mark;
		this.guard = guard;
		this.pulse = (guard != null) ? pulse(guard) : null;
	}

	private static ScheduledExecutorService pulse(Guard guard) {
		ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "migrate-lock");
			thread.setDaemon(true);
			return thread;
		});
		pulse.scheduleWithFixedDelay(guard::isHeld, PULSE.toSeconds(), PULSE.toSeconds(), TimeUnit.SECONDS);
		return pulse;
	}

	/**
	 * Return whether this process still holds the lock. If the session of the lock has
	 * ended, it is taken again unless another process has had it meanwhile.
	 * @param connection the connection of the run
	 * @return {@code false} if another process may be migrating
	 * @throws SQLException if the lock table cannot be read
	 */
	boolean isHeld(Connection connection) throws SQLException {
		if (this.guard == null || this.guard.isHeld()) {
			return true;
		}
		return this.guard.renew() && isNamed(this.table.holder(connection));
	}

	private boolean isNamed(Optional<LockHolder> holder) {
		return holder.filter((found) -> this.mark.toString().equals(found.lockedBy())).isPresent();
	}

	/**
	 * Return where a run was interrupted that had the lock before.
	 * @return the statement; {@code null} if no run was interrupted
	 */
	@Nullable RunStep step() {
		return this.mark.step();
	}

	/**
	 * Record the statement that the run has reached, in its transaction.
	 * @param connection the connection of the run
	 * @param step the statement; {@code null} if the run is between changesets
	 * @throws SQLException if the lock table cannot be changed, or if somebody else has
	 * taken the lock
	 */
	void advance(Connection connection, @Nullable RunStep step) throws SQLException {
		LockMark next = this.mark.at(step);
		if (!next.equals(this.mark) && !this.table.advance(connection, this.mark, next)) {
			throw new SQLException("The lock of migrations has another holder");
		}
		this.mark = next;
	}

	/**
	 * Read again where the run is, after a transaction of it may have been rolled back.
	 * @param connection a connection in no transaction
	 * @throws SQLException if the lock table cannot be read
	 */
	void refresh(Connection connection) throws SQLException {
		this.table.holder(connection)
			.flatMap(LockHolder::mark)
			.filter((found) -> found.at(null).equals(this.mark.at(null)))
			.ifPresent((found) -> this.mark = found);
	}

	/**
	 * Release the lock. Another holder that has taken it meanwhile keeps it.
	 * @param database the database of Liquibase, whose connection may be broken
	 * @throws SQLException if the lock table cannot be changed
	 */
	void release(Database database) throws SQLException {
		try {
			if (this.pulse != null) {
				this.pulse.shutdownNow();
			}
			releaseRow((JdbcConnection) database.getConnection());
		}
		finally {
			if (this.guard != null) {
				this.guard.close();
			}
		}
	}

	private void releaseRow(JdbcConnection run) throws SQLException {
		try {
			if (!run.getWrappedConnection().isClosed()) {
				releaseRow(run.getWrappedConnection());
				return;
			}
		}
		catch (SQLException ex) {
			if (!(run instanceof LockedConnection)) {
				throw ex;
			}
		}
		if (run instanceof LockedConnection locked) {
			try (Connection another = locked.openAnother()) {
				releaseRow(another);
			}
		}
	}

	private void releaseRow(Connection connection) throws SQLException {
		refresh(connection);
		if (this.mark.step() != null) {
			this.table.releaseInterrupted(connection, this.mark.toString());
		}
		else {
			this.table.release(connection, this.mark.toString());
		}
	}

}
