package dev.migrate.run.lock;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.StandardChangeLogHistoryService;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;

/**
 * Liquibase's own history, whose table is created under the lock: of several processes
 * that start on an empty database, all but one would fail otherwise.
 * <p>
 * Another history service of the application takes precedence.
 */
public final class LockedHistoryService extends StandardChangeLogHistoryService {

	@Override
	public int getPriority() {
		return PRIORITY_DEFAULT + 1;
	}

	@Override
	public boolean supports(Database database) {
		return super.supports(database) && Extensions.isResponsible(database, ChangeLogHistoryService.class,
				StandardChangeLogHistoryService.class, LockedHistoryService.class,
				(service) -> service.supports(database));
	}

	@Override
	public void init() throws DatabaseException {
		if (Extensions.writesScript(getDatabase()) || hasDatabaseChangeLogTable()) {
			super.init();
			return;
		}
		LockService lock = LockServiceFactory.getInstance().getLockService(getDatabase());
		if (lock.hasChangeLogLock()) {
			super.init();
			return;
		}
		try {
			lock.waitForLock();
			try {
				reset();
				super.init();
			}
			finally {
				lock.releaseLock();
			}
		}
		catch (LockException ex) {
			throw new DatabaseException(ex);
		}
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * This is the last that Liquibase does with a changelog before it finds out whether
	 * the database is up to date.
	 */
	@Override
	public void upgradeChecksums(DatabaseChangeLog changeLog, Contexts contexts, LabelExpression labels)
			throws DatabaseException {
		super.upgradeChecksums(changeLog, contexts, labels);
		if (getDatabase().getConnection() instanceof LockedConnection connection) {
			try {
				connection.beforeRun(changeLog, getDatabase(), contexts, labels, this);
			}
			catch (LiquibaseException ex) {
				throw (ex instanceof DatabaseException own) ? own : new DatabaseException(ex);
			}
		}
	}

}
