package dev.migrate.run;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.Changelog;
import dev.migrate.run.lock.LockHolder;
import dev.migrate.run.lock.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Waits until another process has applied to a database what is pending, says what that
 * is and who does so, and stops when the process is to stop. It only reads.
 */
public final class UpgradeWait {

	// Each attempt reads the whole history.
	private static final Duration SHORTEST = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofMillis(1500);

	// A database that starts, or whose history table is being created.
	private static final Set<ErrorCode> TRANSIENT = EnumSet.of(ErrorCode.DATABASE_UNREACHABLE,
			ErrorCode.DATABASE_ERROR);

	private final MigrationTarget target;

	private final Duration timeout;

	private final RunLog log;

	private final Consumer<String> notices;

	// Liquibase logs each time that a connection is opened.
	private @Nullable Session session;

	private @Nullable Changelog changelog;

	/**
	 * Create an instance.
	 * @param target the database and its changelog
	 * @param timeout how long to wait
	 * @param log the log of the database, whose run waits meanwhile
	 * @param notices gets what is waited for, at growing intervals, in whole sentences
	 */
	public UpgradeWait(MigrationTarget target, Duration timeout, RunLog log, Consumer<String> notices) {
		this.target = target;
		this.timeout = timeout;
		this.log = log;
		this.notices = notices;
	}

	/**
	 * Wait until nothing is pending.
	 * @throws CannotProceedException if the history contradicts the changelog
	 * @throws MigrationFailedException if something is still pending after the timeout,
	 * if the changelog cannot be read, or if the process or the thread is to stop
	 */
	public void await() {
		try (Waiting waiting = Waiting.begin(this.timeout)) {
			await(waiting);
		}
		finally {
			this.log.state().end();
			disconnect();
		}
	}

	private void await(Waiting waiting) {
		Optional<Obstacle> obstacle = read(waiting);
		boolean waited = obstacle.isPresent();
		while (obstacle.isPresent()) {
			rejectOrTell(obstacle.get(), waiting);
			if (!waiting.pause(SHORTEST, LONGEST)) {
				throw stopped();
			}
			obstacle = read(waiting);
		}
		if (waited) {
			this.notices.accept("The database '" + this.target.name() + "' has been migrated by another process.");
		}
	}

	private void rejectOrTell(Obstacle obstacle, Waiting waiting) {
		if (waiting.isOver()) {
			throw obstacle.failure(this.target.name(), waiting.timeout());
		}
		this.log.state().waiting("another process to migrate the database");
		waiting.notice()
			.ifPresent((waited) -> this.notices.accept("Waiting for another process to migrate the database '"
					+ this.target.name() + "'. " + obstacle.sentence() + " " + waited));
	}

	private Optional<Obstacle> read(Waiting waiting) {
		try {
			return read();
		}
		catch (RuntimeException ex) {
			// An interruption may fail anywhere in a driver or a pool.
			if (waiting.isStopping()) {
				throw stopped();
			}
			if (ex instanceof MigrationFailedException failure && TRANSIENT.contains(failure.code())) {
				disconnect();
				return Optional.of(new Obstacle(failure.code(), failure.getMessage(), failure));
			}
			throw ex;
		}
	}

	private Optional<Obstacle> read() {
		Session open = (this.session != null) ? this.session : Session.open(this.target);
		this.session = open;
		Changelog parsed = (this.changelog != null) ? this.changelog : open.parse();
		this.changelog = parsed;
		Optional<Obstacle> obstacle = UpToDateCheck.pending(MigrationStatus.of(open, parsed))
			.map((pending) -> new Obstacle(ErrorCode.WAIT_TIMED_OUT, sentence(pending, open), null));
		open.endTransaction();
		return obstacle;
	}

	private void disconnect() {
		if (this.session != null) {
			this.session.close();
			this.session = null;
		}
	}

	private static String sentence(String pending, Session session) {
		String holder = session.lockHolder().map(LockHolder::toString).orElse("no process");
		return pending + ". The lock of migrations is held by " + holder + ".";
	}

	private MigrationFailedException stopped() {
		return new MigrationFailedException(ErrorCode.WAIT_STOPPED,
				"The process was stopped while it waited for another one to migrate the database '" + this.target.name()
						+ "'.",
				null);
	}

	/**
	 * What the application still waits for.
	 *
	 * @param code what kind of error it is after the timeout
	 * @param sentence what is pending or fails
	 * @param cause the failure; {@code null} if revisions are pending
	 */
	private record Obstacle(ErrorCode code, String sentence, @Nullable MigrationFailedException cause) {

		MigrationFailedException failure(String database, String timeout) {
			return new MigrationFailedException(this.code, "No other process has migrated the database '" + database
					+ "' within " + timeout + ". " + this.sentence, this.cause);
		}

	}

}
