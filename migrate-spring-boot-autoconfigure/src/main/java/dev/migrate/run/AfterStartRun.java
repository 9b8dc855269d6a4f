package dev.migrate.run;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.ErrorCode;
import dev.migrate.LockState;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.MigrationRunner.Upgrade;
import dev.migrate.run.lock.Waiting;
import liquibase.Scope;
import liquibase.logging.Logger;

/**
 * Applies what the start of an application has left to the time after it. Of several
 * instances one does, and another one goes on if that one ends before it is complete.
 */
public final class AfterStartRun {

	private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

	private static final Duration UNLIMITED = Duration.ofDays(10_000);

	private static final Set<LockState> WAITED_FOR = EnumSet.of(LockState.HELD, LockState.UNCERTAIN);

	private static final String FAILED = "What was left to the time after the start is not complete. ";

	private static final String NEXT = " The next start of the application tries it again.";

	private final MigrationTarget target;

	private final RunLog log;

	private volatile boolean stopping;

	/**
	 * Create a run.
	 * @param target the database
	 * @param log the log of the database
	 */
	public AfterStartRun(MigrationTarget target, RunLog log) {
		this.target = target;
		this.log = log;
	}

	/**
	 * Apply what is pending, or wait until another instance has. A failure is logged, and
	 * not tried again before the next start or command.
	 */
	public void run() {
		try (Waiting waiting = Waiting.begin(UNLIMITED)) {
			boolean isFirst = true;
			while (!isStopping(waiting) && !isComplete(isFirst)) {
				isFirst = false;
				waiting.pause(SHORTEST_PAUSE, LONGEST_PAUSE);
			}
		}
		catch (MigrationException ex) {
			if (this.stopping) {
				logger().info("Stopped before it was complete. " + ex.getMessage());
				return;
			}
			logger().severe(FAILED + ex.getMessage() + NEXT);
		}
		catch (RuntimeException ex) {
			logger().severe(FAILED.stripTrailing() + NEXT, ex);
		}
	}

	/**
	 * Have the run end as soon as its statement, or the batch of its data migration, is
	 * complete.
	 * @param thread the thread that runs it
	 */
	public void stop(Thread thread) {
		this.stopping = true;
		thread.interrupt();
	}

	private boolean isStopping(Waiting waiting) {
		this.stopping |= waiting.isStopping();
		return this.stopping;
	}

	// Another instance may have applied it while it had the lock
	private boolean isComplete(boolean isFirst) {
		try (Session session = Session.open(this.target)) {
			if (WAITED_FOR.contains(session.lock().state())) {
				return false;
			}
			if (!isFirst && MigrationStatus.of(session, session.parse()).pending().isEmpty()) {
				return true;
			}
		}
		try {
			Upgrade upgrade = new MigrationRunner(this.target, this.log).upgrade("heads");
			if (!upgrade.changesets().isEmpty()) {
				logger().info("Applied after the start: " + names(upgrade.revisions()) + ".");
			}
			return true;
		}
		catch (MigrationFailedException ex) {
			if (ex.code() == ErrorCode.LOCKED) {
				return false;
			}
			throw ex;
		}
	}

	private static Logger logger() {
		return Scope.getCurrentScope().getLog(AfterStartRun.class);
	}

	private static String names(List<Revision> revisions) {
		return revisions.stream().map(Revision::toString).collect(Collectors.joining(", "));
	}

}
