package dev.migrate.run;

import java.util.Optional;

import dev.migrate.run.lock.LockSettings;

/**
 * How a run shares the database with other processes.
 *
 * @param lock how the lock of the database is taken
 * @param statements how long statements wait for the locks of other sessions
 */
public record RunSettings(LockSettings lock, StatementSettings statements) {

	/**
	 * The settings unless others are configured.
	 */
	public static final RunSettings DEFAULT = new RunSettings(LockSettings.DEFAULT, StatementSettings.DEFAULT);

	/**
	 * The settings of a database that no other process uses.
	 */
	static final RunSettings ALONE = new RunSettings(new LockSettings(false, null, Optional::empty),
			StatementSettings.UNLIMITED);

}
