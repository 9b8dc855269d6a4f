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
import org.jspecify.annotations.Nullable;

/**
 * Waits for the lock of a database, says for whom, and stops when the process is to stop.
 */
final class LockWait {

	private static final String UNNAMED = "a session that the lock table does not name";

	private static final Duration SHORTEST = Duration.ofMillis(200);

	private static final Duration LONGEST = Duration.ofMillis(500);

	private static final Duration FIRST_NOTICE = Duration.ofSeconds(1);

	private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

	private final Attempt attempt;

	private final Duration timeout;

	private final @Nullable LockedConnection run;

	private volatile boolean stopping;

	/**
	 * Create an instance.
	 * @param attempt the attempt to repeat
	 * @param timeout how long to wait
	 * @param run the run to notify; {@code null} for none
	 */
	LockWait(Attempt attempt, Duration timeout, @Nullable LockedConnection run) {
		this.attempt = attempt;
		this.timeout = timeout;
		this.run = run;
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
			report();
			return repeat();
		}
		finally {
			if (this.run != null) {
				this.run.goingOn();
			}
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
				report();
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

	private void report() {
		if (this.run != null) {
			this.run.waiting("the lock of migrations, which is held by "
					+ this.attempt.holder().map(LockHolder::process).orElse(UNNAMED));
		}
	}

	private String holder() {
		return this.attempt.holder().map(LockHolder::toString).orElse(UNNAMED);
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
