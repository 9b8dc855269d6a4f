package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The connection of a run that takes the lock.
 */
public interface LockedConnection {

	/**
	 * Return how the lock is taken.
	 * @return the settings
	 */
	LockSettings lockSettings();

	/**
	 * The run waits.
	 * @param waitingFor what it waits for, and who holds that
	 */
	void waiting(String waitingFor);

	/**
	 * The run goes on after it has waited.
	 */
	void goingOn();

	/**
	 * Open another connection to the same database, after this one has broken.
	 * @return the connection, which the caller closes
	 * @throws SQLException if the database cannot be reached
	 */
	Connection openAnother() throws SQLException;

}
