package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.StandardLockService;
import org.jspecify.annotations.Nullable;

/**
 * A lock that ends with the process that holds it: a session of the database holds it,
 * and Liquibase's lock table says who does. Where the product has no such locks, the lock
 * table alone counts, and is taken over from a holder that is provably gone.
 * <p>
 * Another lock service of the application takes precedence.
 */
public final class RunLockService extends StandardLockService {

	// Liquibase forgets its lock services whenever any run in the process ends.
	private static final Map<Database, HeldLock> HELD = Collections.synchronizedMap(new IdentityHashMap<>());

	private @Nullable Duration timeout;

	@Override
	public int getPriority() {
		return PRIORITY_DEFAULT + 1;
	}

	@Override
	public boolean supports(Database database) {
		return super.supports(database) && Extensions.isResponsible(database, LockService.class,
				StandardLockService.class, RunLockService.class, (service) -> service.supports(database));
	}

	/**
	 * Return whether this process still holds the lock of a database that it has taken.
	 * @param database the database of Liquibase
	 * @return {@code false} if the session of the lock has ended, and another process may
	 * be migrating
	 */
	public static boolean isHeld(Database database) {
		HeldLock lock = HELD.get(database);
		try {
			return lock == null || lock.isHeld();
		}
		catch (SQLException ex) {
			Scope.getCurrentScope().getLog(RunLockService.class).warning("The lock table could not be read", ex);
			return false;
		}
	}

	/**
	 * Return the progress of the run that holds the lock of a database.
	 * @param database the database of Liquibase
	 * @return the progress; empty if this process does not hold the lock, or not by this
	 * service
	 */
	public static Optional<RunProgress> progress(Database database) {
		return Optional.ofNullable(HELD.get(database)).map((lock) -> new RunProgress(lock, connection(database)));
	}

	@Override
	public void setChangeLogLockWaitTime(long minutes) {
		super.setChangeLogLockWaitTime(minutes);
		this.timeout = Duration.ofMinutes(minutes);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A database that is up to date is not locked. What a process has left behind that
	 * was killed after its last changeset is removed here, since other tools would wait
	 * for it.
	 */
	@Override
	public void init() throws DatabaseException {
		super.init();
		if (hasChangeLogLock() || Extensions.writesScript(this.database)) {
			return;
		}
		try {
			boolean marked = new LockTable(this.database).holder(connection(this.database))
				.flatMap(LockHolder::mark)
				.isPresent();
			if (marked && acquireLock()) {
				releaseLock();
			}
		}
		catch (SQLException | LockException ex) {
			Scope.getCurrentScope().getLog(getClass()).fine("The lock that was left behind stays", ex);
		}
	}

	private void createTable() throws DatabaseException {
		super.init();
	}

	@Override
	public boolean hasChangeLogLock() {
		return HELD.containsKey(this.database) || super.hasChangeLogLock();
	}

	@Override
	public void waitForLock() throws LockException {
		if (hasChangeLogLock()) {
			return;
		}
		if (Extensions.writesScript(this.database)) {
			super.waitForLock();
			return;
		}
		try (Attempt attempt = attempt()) {
			hold(new LockWait(attempt, timeout(), run()).waitForLock());
		}
		catch (SQLException | DatabaseException ex) {
			throw new LockException(ex);
		}
	}

	@Override
	public boolean acquireLock() throws LockException {
		if (hasChangeLogLock()) {
			return true;
		}
		if (Extensions.writesScript(this.database)) {
			return super.acquireLock();
		}
		try (Attempt attempt = attempt()) {
			Optional<HeldLock> lock = attempt.tryLock();
			lock.ifPresent(this::hold);
			return lock.isPresent();
		}
		catch (SQLException | DatabaseException ex) {
			throw new LockException(ex);
		}
	}

	private Attempt attempt() throws SQLException, DatabaseException {
		this.database.rollback();
		return new Attempt(this.database, connection(this.database), settings(), this::createTable);
	}

	private @Nullable LockedConnection run() {
		return (this.database.getConnection() instanceof LockedConnection locked) ? locked : null;
	}

	private LockSettings settings() {
		LockedConnection run = run();
		return (run != null) ? run.lockSettings() : LockSettings.DEFAULT;
	}

	private Duration timeout() {
		Duration configured = (this.timeout != null) ? this.timeout : settings().timeout();
		return (configured != null) ? configured : Duration.ofMinutes(getChangeLogLockWaitTime());
	}

	// What was read of the history before the lock was taken may be old.
	private void hold(HeldLock lock) {
		HELD.put(this.database, lock);
		Scope.getCurrentScope()
			.getSingleton(ChangeLogHistoryServiceFactory.class)
			.getChangeLogService(this.database)
			.reset();
		this.database.setCanCacheLiquibaseTableInfo(true);
	}

	private static Connection connection(Database database) {
		return ((JdbcConnection) database.getConnection()).getWrappedConnection();
	}

	@Override
	public void releaseLock() throws LockException {
		if (super.hasChangeLogLock()) {
			super.releaseLock();
			return;
		}
		try {
			LockedConnection run = run();
			if (run != null && HELD.containsKey(this.database)) {
				run.afterRun(this.database);
			}
		}
		finally {
			releaseHeld();
		}
	}

	private void releaseHeld() throws LockException {
		HeldLock lock = HELD.remove(this.database);
		if (lock == null) {
			return;
		}
		try {
			lock.release(this.database);
		}
		catch (SQLException ex) {
			throw new LockException(ex);
		}
		finally {
			this.database.setCanCacheLiquibaseTableInfo(false);
		}
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Liquibase drops the table while it holds the lock, before it releases it.
	 */
	@Override
	public void destroy() throws DatabaseException {
		super.destroy();
		HeldLock lock = HELD.get(this.database);
		if (lock != null) {
			lock.forgetRow();
		}
	}

	@Override
	public void forceReleaseLock() throws LockException, DatabaseException {
		releaseLock();
		init();
		super.releaseLock();
	}

}
