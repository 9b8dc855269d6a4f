package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

import dev.migrate.LockState;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.registry.Dialects;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to take the lock of a database, which can be repeated.
 */
final class Attempt implements AutoCloseable {

	private final Connection connection;

	private final LockTable table;

	private final Preparation preparation;

	private final @Nullable Dialect dialect;

	private final String session;

	private @Nullable Guard guard;

	private boolean prepared;

	private boolean warned;

	/**
	 * Create an instance.
	 * @param database the database of Liquibase
	 * @param connection the connection of the run
	 * @param settings how the lock is taken
	 * @param preparation creates the lock table
	 * @throws SQLException if the database cannot be accessed
	 */
	Attempt(Database database, Connection connection, LockSettings settings, Preparation preparation)
			throws SQLException {
		this.connection = connection;
		this.table = new LockTable(database);
		this.preparation = preparation;
		this.dialect = Dialects.find(connection.getMetaData()).orElse(null);
		this.session = (this.dialect != null) ? identity(this.dialect) : "";
		this.guard = (this.dialect != null) ? Guard.open(this.dialect, database, connection, settings).orElse(null)
				: null;
	}

	private String identity(Dialect dialect) {
		try {
			return dialect.inspection().sessionIdentity(this.connection).orElse("");
		}
		catch (SQLException ex) {
			Scope.getCurrentScope().getLog(getClass()).fine("The session has no identity", ex);
			return "";
		}
	}

	/**
	 * Take the lock if it is free, or if its holder is provably gone.
	 * @return the lock; empty if another process holds it
	 * @throws SQLException if the database cannot be accessed
	 * @throws DatabaseException if the lock table cannot be created
	 */
	Optional<HeldLock> tryLock() throws SQLException, DatabaseException {
		if (!guardIsLocked()) {
			return Optional.empty();
		}
		// The table is created by one process at a time, where a session can hold a lock.
		if (!this.prepared) {
			this.preparation.prepare();
			this.prepared = true;
		}
		LockMark mark = LockMark.ofProcess((this.guard != null) ? this.guard.id() : "", this.session);
		Optional<LockHolder> holder = this.table.holder(this.connection);
		Optional<LockMark> taken = holder.isEmpty() ? take(mark) : takeOver(mark, holder.get());
		if (taken.isEmpty()) {
			// Whoever examines the lock must not take this process for its holder.
			if (this.guard != null) {
				this.guard.unlock();
			}
			return Optional.empty();
		}
		HeldLock lock = new HeldLock(this.table, taken.get(), this.guard);
		this.guard = null;
		return Optional.of(lock);
	}

	private Optional<LockMark> take(LockMark mark) throws SQLException {
		LockMark interrupted = this.table.leftover(this.connection).flatMap(LockMark::parse).orElse(null);
		if (interrupted != null && !hasEnded(interrupted)) {
			return Optional.empty();
		}
		LockMark own = (interrupted != null) ? mark.at(interrupted.step()) : mark;
		return this.table.take(this.connection, own) ? Optional.of(own) : Optional.empty();
	}

	private Optional<LockMark> takeOver(LockMark mark, LockHolder holder) throws SQLException {
		LockMark abandoned = holder.mark().orElse(null);
		if (abandoned == null || state(holder, (this.guard != null) ? true : null) != LockState.ABANDONED
				|| !hasEnded(abandoned)) {
			return Optional.empty();
		}
		LockMark own = mark.at(abandoned.step());
		if (!this.table.takeOver(this.connection, own, holder)) {
			return Optional.empty();
		}
		Scope.getCurrentScope()
			.getLog(getClass())
			.info("The lock of migrations is taken over from " + holder + ", which has ended.");
		return Optional.of(own);
	}

	private boolean guardIsLocked() throws SQLException {
		if (this.guard == null) {
			return true;
		}
		try {
			return this.guard.tryLock();
		}
		catch (SQLException ex) {
			if (!this.connection.isValid(1)) {
				throw ex;
			}
			Scope.getCurrentScope()
				.getLog(getClass())
				.warning("No session can hold the lock of migrations, so the lock of a process that is killed may stay"
						+ " until the command release-lock: " + ex.getMessage());
			this.guard.close();
			this.guard = null;
			return true;
		}
	}

	// The server goes on with the last statement of a client that was killed.
	private boolean hasEnded(LockMark gone) {
		String session = gone.session();
		if (this.dialect == null || session.isEmpty() || session.equals(this.session)) {
			return true;
		}
		try {
			return this.dialect.inspection().endSession(this.connection, session);
		}
		catch (SQLException ex) {
			if (!this.warned) {
				this.warned = true;
				Scope.getCurrentScope()
					.getLog(getClass())
					.warning("The session of the run that was killed cannot be ended, and is waited for: "
							+ ex.getMessage());
			}
			return false;
		}
	}

	/**
	 * Find the holder of the lock.
	 * @return the holder; empty if the lock table names none
	 */
	Optional<LockHolder> holder() {
		try {
			return this.table.holder(this.connection);
		}
		catch (SQLException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Examine the lock without taking it.
	 * @return the state of the lock
	 * @throws SQLException if the database cannot be accessed
	 */
	LockReport report() throws SQLException {
		boolean locked = guardIsLocked();
		Boolean sessionLockIsFree = (this.guard != null) ? locked : null;
		LockHolder holder = this.table.holder(this.connection).orElse(null);
		if (holder == null) {
			return new LockReport(Boolean.FALSE.equals(sessionLockIsFree) ? LockState.HELD : LockState.FREE, null);
		}
		return new LockReport(state(holder, sessionLockIsFree), holder);
	}

	private LockState state(LockHolder holder, @Nullable Boolean sessionLockIsFree) throws SQLException {
		LockMark mark = holder.mark().orElse(null);
		if (mark == null) {
			return LockState.UNCERTAIN;
		}
		boolean bySession = this.guard != null && mark.lock().equals(this.guard.id());
		if (bySession && Boolean.TRUE.equals(sessionLockIsFree)) {
			return LockState.ABANDONED;
		}
		if (!mark.session().isEmpty() && this.dialect != null) {
			Optional<Set<String>> sessions = this.dialect.inspection().sessionIdentities(this.connection);
			if (sessions.isPresent()) {
				return sessions.get().contains(mark.session()) ? LockState.HELD : LockState.ABANDONED;
			}
		}
		LockState ofSession = bySession ? LockState.HELD : LockState.UNCERTAIN;
		return mark.isProcessAlive().map((alive) -> alive ? LockState.HELD : LockState.ABANDONED).orElse(ofSession);
	}

	@Override
	public void close() {
		if (this.guard != null) {
			this.guard.close();
		}
	}

	/**
	 * Creates the lock table if it is missing.
	 */
	@FunctionalInterface
	interface Preparation {

		void prepare() throws DatabaseException;

	}

}
