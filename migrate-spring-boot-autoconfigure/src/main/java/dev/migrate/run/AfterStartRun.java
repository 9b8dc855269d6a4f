package dev.migrate.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import dev.migrate.ErrorCode;
import dev.migrate.LockState;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.MigrationListener;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.lock.Waiting;

/**
 * Applies what the start of an application has left to the time after it. Of several
 * instances one does, and another one goes on if that one ends before it is complete.
 */
public final class AfterStartRun {

	private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

	private static final Set<ErrorCode> TRANSIENT = EnumSet.of(ErrorCode.LOCKED, ErrorCode.LOCK_LOST,
			ErrorCode.DATABASE_UNREACHABLE);

	// The classes of SQL states for a connection and for an intervention of an operator.
	private static final List<String> CONNECTION_LOST = List.of("08", "57P");

	private static final Duration UNLIMITED = Duration.ofDays(10_000);

	private static final Set<LockState> WAITED_FOR = EnumSet.of(LockState.HELD, LockState.UNCERTAIN);

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
	 * Apply what is pending, or wait until another instance has.
	 * @return the revisions that this instance has applied; none if another one has
	 * @throws MigrationException if the run fails, or is stopped
	 */
	public List<Revision> run() {
		try (Waiting waiting = Waiting.begin(UNLIMITED)) {
			Optional<List<Revision>> applied = attempt(true, waiting);
			while (applied.isEmpty() && !isStopping(waiting)) {
				waiting.pause(SHORTEST_PAUSE, LONGEST_PAUSE);
				applied = attempt(false, waiting);
			}
			return applied.orElse(List.of());
		}
	}

	/**
	 * Have the run end as soon as its changeset, or the batch of its data migration, is
	 * complete.
	 * @param thread the thread that runs it
	 */
	public void stop(Thread thread) {
		this.stopping = true;
		thread.interrupt();
	}

	/**
	 * Return whether the run is to end.
	 * @return {@code true} after {@link #stop}
	 */
	public boolean isStopping() {
		return this.stopping;
	}

	private boolean isStopping(Waiting waiting) {
		this.stopping |= waiting.isStopping();
		return this.stopping;
	}

	private Optional<List<Revision>> attempt(boolean isFirst, Waiting waiting) {
		try {
			return attempt(isFirst, new StopsBetweenChangesets(() -> isStopping(waiting)));
		}
		catch (MigrationFailedException ex) {
			if (isStopping(waiting) || !isTransient(ex)) {
				throw ex;
			}
			return Optional.empty();
		}
	}

	// Another instance may have applied it while it had the lock
	private Optional<List<Revision>> attempt(boolean isFirst, MigrationListener listener) {
		try (Session session = Session.open(this.target)) {
			if (WAITED_FOR.contains(session.lock().state())) {
				return Optional.empty();
			}
			if (!isFirst && MigrationStatus.of(session, session.parse()).pending().isEmpty()) {
				return Optional.of(List.of());
			}
		}
		return Optional.of(new MigrationRunner(this.target, this.log).upgrade("heads", new RunOptions(null, listener))
			.revisions());
	}

	// The database is restarted, or another instance is faster.
	private static boolean isTransient(MigrationFailedException failure) {
		if (TRANSIENT.contains(failure.code())) {
			return true;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && sql.getSQLState() != null
					&& CONNECTION_LOST.stream().anyMatch(sql.getSQLState()::startsWith)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Ends a run between its changesets.
	 *
	 * @param isStopping whether the run is to end
	 */
	private record StopsBetweenChangesets(BooleanSupplier isStopping) implements MigrationListener {

		@Override
		public void changesetStarting(String changeset) {
			if (this.isStopping.getAsBoolean()) {
				throw new MigrationFailedException(ErrorCode.RUN_STOPPED,
						"The application was stopped before changeset " + changeset + ".", null);
			}
		}

	}

}
