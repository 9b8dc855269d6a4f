package dev.migrate.run;

import java.util.Optional;

import dev.migrate.RunView;

/**
 * Listens to the runs on one database. The first event of a run comes from the thread
 * that runs it, the others also from one that watches it.
 */
@FunctionalInterface
public interface RunListener {

	/**
	 * A listener that does nothing.
	 */
	RunListener NONE = (run) -> {
	};

	/**
	 * A run has begun, goes on, waits, or has ended.
	 * @param run the run that is under way; empty if it has ended
	 */
	void changed(Optional<RunView> run);

}
