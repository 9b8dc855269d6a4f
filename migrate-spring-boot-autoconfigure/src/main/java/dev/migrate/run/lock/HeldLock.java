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

	private boolean rowIsGone;

	HeldLock(LockTable table, LockMark mark, @Nullable Guard guard) {
		this.table = table;
		this.mark = mark;
		this.guard = guard;
		this.pulse = (guard != null && !guard.isShared()) ? pulse(guard) : null;
	}

	private static ScheduledExecutorService pulse(Guard guard) {
		ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "migrate-lock");
			thread.setDaemon(true);
			return thread;
		});
		pulse.scheduleWithFixedDelay(guard::keep, PULSE.toSeconds(), PULSE.toSeconds(), TimeUnit.SECONDS);
		return pulse;
	}

	/**
	 * Return whether this process still holds the lock. If the session of the lock has
	 * ended, it is taken again unless another process has had it meanwhile.
	 * @return {@code false} if another process may be migrating
	 * @throws SQLException if the lock table cannot be read
	 */
	boolean isHeld() throws SQLException {
		if (this.guard == null) {
			return true;
		}
		if (this.guard.isShared()) {
			return this.guard.isHeld();
		}
		if (this.guard.isUnbroken()) {
			return true;
		}
		if (!this.guard.tryLock() || !isNamed(this.table.holder(this.guard.connection()))) {
			return false;
		}
		this.guard.mend();
		return true;
	}

	private boolean isNamed(Optional<LockHolder> holder) {
		return this.rowIsGone || holder.flatMap(LockHolder::mark).filter(this.mark::isOfSameRun).isPresent();
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
	 * @throws SQLException if the lock table cannot be changed, or if another process has
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
			.filter(this.mark::isOfSameRun)
			.ifPresent((found) -> this.mark = found);
	}

	/**
	 * Note that the lock table was dropped.
	 */
	void forgetRow() {
		this.rowIsGone = true;
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
		if (this.rowIsGone) {
			return;
		}
		try {
			if (!run.getWrappedConnection().isClosed()) {
				releaseRow(run.getWrappedConnection(), true);
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
				releaseRow(another, false);
			}
		}
	}

	// The session of a run that has ended in order is used by others afterwards.
	private void releaseRow(Connection connection, boolean inOrder) throws SQLException {
		refresh(connection);
		if (this.mark.step() != null) {
			this.table.releaseInterrupted(connection, this.mark.toString(),
					inOrder ? this.mark.withoutSession() : this.mark);
		}
		else {
			this.table.release(connection, this.mark.toString());
		}
	}

}
