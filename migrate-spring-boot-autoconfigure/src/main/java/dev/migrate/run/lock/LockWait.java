package dev.migrate.run.lock;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

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

	private final Attempt attempt;

	private final Duration timeout;

	private final @Nullable LockedConnection run;

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
		try (Waiting waiting = Waiting.begin(this.timeout)) {
			report();
			return repeat(waiting);
		}
		finally {
			if (this.run != null) {
				this.run.goingOn();
			}
		}
	}

	private HeldLock repeat(Waiting waiting) throws LockException, SQLException, DatabaseException {
		while (waiting.pause(SHORTEST, LONGEST)) {
			Optional<HeldLock> lock = this.attempt.tryLock();
			if (lock.isPresent()) {
				return lock.get();
			}
			if (waiting.isOver()) {
				throw failure(ErrorCode.LOCKED, "The lock of migrations is held by " + holder()
						+ ", and did not become free within " + waiting.timeout() + ".");
			}
			waiting.notice().ifPresent((waited) -> {
				report();
				Scope.getCurrentScope()
					.getLog(getClass())
					.warning("Waiting for the lock of migrations, which is held by " + holder() + ". " + waited);
			});
		}
		throw failure(ErrorCode.LOCK_WAIT_STOPPED,
				"The process was stopped while it waited for the lock of migrations, which is held by " + holder()
						+ ".");
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

	private static LockException failure(ErrorCode code, String sentence) {
		return new LockException(sentence, new MigrationFailedException(code, sentence, null));
	}

}
