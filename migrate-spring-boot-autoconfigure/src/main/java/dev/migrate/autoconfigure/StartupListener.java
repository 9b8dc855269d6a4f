package dev.migrate.autoconfigure;

import java.util.Optional;

import dev.migrate.RunView;

/**
 * Listens to the runs on startup, in the thread that runs them.
 */
interface StartupListener {

	/**
	 * A run has begun, goes on, waits, or has ended.
	 * @param database the name of the database
	 * @param run the run that is under way; empty if it has ended
	 */
	void changed(String database, Optional<RunView> run);

}
