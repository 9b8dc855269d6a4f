package dev.migrate.run.lock;

import java.util.List;

import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.StandardChangeLogHistoryService;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.executor.ExecutorService;
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
		return database.getConnection() instanceof JdbcConnection && super.supports(database) && !hasOther(database);
	}

	private static boolean hasOther(Database database) {
		String own = StandardChangeLogHistoryService.class.getPackageName();
		List<ChangeLogHistoryService> services = Scope.getCurrentScope()
			.getServiceLocator()
			.findInstances(ChangeLogHistoryService.class);
		return services.stream()
			.anyMatch((service) -> !(service instanceof LockedHistoryService)
					&& !service.getClass().getPackageName().equals(own) && service.supports(database));
	}

	@Override
	public void init() throws DatabaseException {
		if (writesScript() || hasDatabaseChangeLogTable()) {
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

	private boolean writesScript() {
		return !Scope.getCurrentScope()
			.getSingleton(ExecutorService.class)
			.getExecutor("jdbc", getDatabase())
			.updatesDatabase();
	}

}
