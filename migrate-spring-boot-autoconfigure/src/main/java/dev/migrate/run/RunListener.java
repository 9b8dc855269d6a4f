package dev.migrate.run;

import java.util.Optional;

import dev.migrate.RunView;

/**
 * Listens to the runs on one database, in the thread that runs them.
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
