package dev.migrate.run;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.migrate.RunView;
import org.jspecify.annotations.Nullable;

/**
 * The state of the run that is under way on one database. Any thread may ask for it.
 */
final class RunState {

	private final RunListener listener;

	private final Clock clock;

	private volatile @Nullable RunView run;

	RunState(RunListener listener, Clock clock) {
		this.listener = listener;
		this.clock = clock;
	}

	/**
	 * Return a state that belongs to no database.
	 * @return the state
	 */
	static RunState detached() {
		return new RunState(RunListener.NONE, Clock.systemUTC());
	}

	/**
	 * Return the run that is under way.
	 * @return the run; empty if there is none
	 */
	Optional<RunView> run() {
		return Optional.ofNullable(this.run);
	}

	/**
	 * The run waits. Without this and {@link #changesetStarting}, there is no run.
	 * @param waitingFor what it waits for, and who holds that
	 */
	void waiting(String waitingFor) {
		change((now) -> new RunView(now.since(), now.changeset(), now.done(), now.total(), now.rows(), waitingFor));
	}

	/**
	 * The run goes on after it has waited.
	 */
	synchronized void goingOn() {
		RunView now = this.run;
		if (now != null && now.waitingFor() != null) {
			change((waited) -> new RunView(waited.since(), waited.changeset(), waited.done(), waited.total(),
					waited.rows(), null));
		}
	}

	/**
	 * A changeset starts.
	 * @param id the id of the changeset
	 * @param total counts the changesets of the run, if it is not known yet
	 */
	void changesetStarting(String id, Supplier<@Nullable Integer> total) {
		change((now) -> {
			// Liquibase does not say that a changeset was skipped.
			int done = (now.changeset() != null) ? now.done() + 1 : now.done();
			return new RunView(now.since(), id, done,
					atLeast(done + 1, (now.total() != null) ? now.total() : total.get()), null, null);
		});
	}

	// A changeset that runs again whenever it is edited is not counted in advance.
	private static @Nullable Integer atLeast(int number, @Nullable Integer total) {
		return (total != null) ? Math.max(number, total) : null;
	}

	/**
	 * A changeset has ended.
	 */
	void changesetEnded() {
		change((now) -> new RunView(now.since(), null, now.done() + 1, now.total(), null, null));
	}

	/**
	 * A data migration goes on.
	 * @param rows the number of rows that it has migrated so far
	 */
	void migrated(long rows) {
		change((now) -> new RunView(now.since(), now.changeset(), now.done(), now.total(), rows, now.waitingFor()));
	}

	/**
	 * The run has ended, however it did.
	 */
	synchronized void end() {
		if (this.run != null) {
			this.run = null;
			this.listener.changed(Optional.empty());
		}
	}

	private synchronized void change(UnaryOperator<RunView> change) {
		RunView now = this.run;
		RunView changed = change
			.apply((now != null) ? now : new RunView(this.clock.instant(), null, 0, null, null, null));
		this.run = changed;
		this.listener.changed(Optional.of(changed));
	}

}
