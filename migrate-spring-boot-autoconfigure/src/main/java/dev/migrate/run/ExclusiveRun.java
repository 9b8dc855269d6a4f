package dev.migrate.run;

import java.util.concurrent.locks.ReentrantLock;

import dev.migrate.run.Session.Work;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.exception.LockException;
import liquibase.executor.ExecutorService;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;

/**
 * Serializes runs, since Liquibase keeps state for the whole process.
 */
public final class ExclusiveRun {

	private static final ReentrantLock LOCK = new ReentrantLock();

	private ExclusiveRun() {
	}

	public static <T> T call(Run<T> run) {
		LOCK.lock();
		try {
			clearUpToDateCache();
			return run.run();
		}
		finally {
			clearUpToDateCache();
			LOCK.unlock();
		}
	}

	/**
	 * Run an action while holding Liquibase's lock of a database.
	 * @param session the session
	 * @param work the action
	 * @param <T> the type of the result
	 * @return the result
	 * @throws Exception if the action fails
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
			release(lock);
			LockServiceFactory.getInstance().resetAll();
			Scope.getCurrentScope().getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
			ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
			executors.clearExecutor("jdbc", database);
		}
	}

	// A lock that cannot be released must not hide why the run has failed.
	private static void release(LockService lock) {
		try {
			if (lock.hasChangeLogLock()) {
				lock.releaseLock();
			}
		}
		catch (LockException ex) {
			Scope.getCurrentScope().getLog(ExclusiveRun.class).severe("The lock could not be released", ex);
		}
	}

	// Liquibase caches by URL and changelog that there is nothing to run, whatever the
	// target revision is.
	private static void clearUpToDateCache() {
		Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
	}

	/**
	 * A run.
	 *
	 * @param <T> the type of the result
	 */
	public interface Run<T> {

		T run();

	}

}
