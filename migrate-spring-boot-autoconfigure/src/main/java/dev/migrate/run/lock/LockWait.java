package dev.migrate.run.lock;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import liquibase.Scope;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;

/**
 * Waits for the lock of a database, says for whom, and stops when the process is to stop.
 */
final class LockWait {

	private static final Duration SHORTEST = Duration.ofMillis(200);

	private static final Duration LONGEST = Duration.ofMillis(500);

	private static final Duration FIRST_NOTICE = Duration.ofSeconds(1);

	private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

	private final Attempt attempt;

	private final Duration timeout;

	private volatile boolean stopping;

	LockWait(Attempt attempt, Duration timeout) {
		this.attempt = attempt;
		this.timeout = timeout;
	}

	/**
	 * Wait for the lock.
	 * @return the lock
	 * @throws LockException if the lock has not become free in time, or if the process or
	 * the thread is to stop
	 * @throws SQLException if the database cannot be accessed
	 * @throws DatabaseException if the lock table cannot be created
	 */
	HeldLock waitForLock() throws LockException, SQLException, DatabaseException {
		Optional<HeldLock> lock = this.attempt.tryLock();
		if (lock.isPresent()) {
			return lock.get();
		}
		Thread stop = new Thread(stop(Thread.currentThread()), "migrate-lock-stop");
		try {
			Runtime.getRuntime().addShutdownHook(stop);
		}
		catch (IllegalStateException ex) {
			throw stopped();
		}
		try {
			return repeat();
		}
		finally {
			if (!this.stopping) {
				removeHook(stop);
			}
		}
	}

	// The main thread of an application waits for no signal: the context cannot be closed
	// before it is complete.
	private Runnable stop(Thread waiting) {
		return () -> {
			this.stopping = true;
			waiting.interrupt();
		};
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			Scope.getCurrentScope().getLog(LockWait.class).fine("The process is stopping", ex);
		}
	}

	private HeldLock repeat() throws LockException, SQLException, DatabaseException {
		long start = System.nanoTime();
		Duration notice = FIRST_NOTICE;
		Duration silence = FIRST_NOTICE;
		while (true) {
			pause();
			Optional<HeldLock> lock = this.attempt.tryLock();
			if (lock.isPresent()) {
				return lock.get();
			}
			Duration waited = Duration.ofNanos(System.nanoTime() - start);
			if (waited.compareTo(this.timeout) >= 0) {
				throw failure(ErrorCode.LOCKED, "The lock of migrations is held by " + holder()
						+ ", and did not become free within " + LockHolder.text(this.timeout) + ".");
			}
			if (waited.compareTo(notice) >= 0) {
				Scope.getCurrentScope()
					.getLog(getClass())
					.warning("Waiting for the lock of migrations, which is held by " + holder() + ". Waited for "
							+ LockHolder.text(waited) + " of " + LockHolder.text(this.timeout) + ".");
				silence = silence.multipliedBy(2);
				silence = (silence.compareTo(LONGEST_SILENCE) > 0) ? LONGEST_SILENCE : silence;
				notice = waited.plus(silence);
			}
		}
	}

	private String holder() {
		return this.attempt.holder().map(LockHolder::toString).orElse("a session that the lock table does not name");
	}

	private void pause() throws LockException {
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST.toMillis(), LONGEST.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.stopping || Thread.currentThread().isInterrupted()) {
			throw stopped();
		}
	}

	private LockException stopped() {
		return failure(ErrorCode.LOCK_WAIT_STOPPED,
				"The process was stopped while it waited for the lock of migrations, which is held by " + holder()
						+ ".");
	}

	private static LockException failure(ErrorCode code, String sentence) {
		return new LockException(sentence, new MigrationFailedException(code, sentence, null));
	}

}
