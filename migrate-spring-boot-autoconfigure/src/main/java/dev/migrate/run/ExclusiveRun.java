package dev.migrate.run;

import java.util.concurrent.locks.ReentrantLock;

import dev.migrate.run.Session.Work;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.executor.ExecutorService;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;

/**
 * Lets one run happen at a time: Liquibase keeps state for the whole process.
 */
public final class ExclusiveRun {

	private static final ReentrantLock LOCK = new ReentrantLock();

	private ExclusiveRun() {
	}

	public static <T> T call(Run<T> run) {
		LOCK.lock();
		try {
			forget();
			return run.run();
		}
		finally {
			forget();
			LOCK.unlock();
		}
	}

	/**
	 * Do something under Liquibase's own lock of a database.
	 * @param session the session
	 * @param work what to do
	 * @param <T> what it returns
	 * @return what it returned
	 * @throws Exception where it fails
	 */
	public static <T> T locked(Session session, Work<T> work) throws Exception {
		Database database = session.database();
		LockService lock = LockServiceFactory.getInstance().getLockService(database);
		try {
			lock.waitForLock();
			Scope.getCurrentScope()
				.getSingleton(ChangeLogHistoryServiceFactory.class)
				.getChangeLogService(database)
				.init();
			return work.run();
		}
		finally {
			if (lock.hasChangeLogLock()) {
				lock.releaseLock();
			}
			LockServiceFactory.getInstance().resetAll();
			Scope.getCurrentScope().getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
			ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
			executors.clearExecutor("jdbc", database);
		}
	}

	// It remembers by address and changelog that there is nothing to do, whatever the
	// revision.
	private static void forget() {
		Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
	}

	/**
	 * A run.
	 *
	 * @param <T> what it returns
	 */
	public interface Run<T> {

		T run();

	}

}
