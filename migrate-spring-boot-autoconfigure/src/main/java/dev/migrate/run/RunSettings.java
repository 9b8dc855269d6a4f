package dev.migrate.run;

import java.util.Optional;

import dev.migrate.run.data.DataMigrations;
import dev.migrate.run.lock.LockSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a run shares the database with other processes and the application.
 *
 * @param lock how the lock of the database is taken
 * @param statements how long statements wait for the locks of other sessions
 * @param dataMigrations the data migrations of the application; {@code null} if the
 * database has no rows to migrate
 * @param snapshots whether runs leave snapshots of the schema, with which the next one
 * recognizes tables that were changed by hand
 */
public record RunSettings(LockSettings lock, StatementSettings statements, @Nullable DataMigrations dataMigrations,
		boolean snapshots) {

	/**
	 * The settings unless others are configured.
	 */
	public static final RunSettings DEFAULT = new RunSettings(LockSettings.DEFAULT, StatementSettings.DEFAULT);

	/**
	 * The settings of a database that no other process uses.
	 */
	static final RunSettings ALONE = new RunSettings(new LockSettings(false, null, Optional::empty),
			StatementSettings.UNLIMITED, null, false);

	/**
	 * Create settings without snapshots.
	 * @param lock how the lock of the database is taken
	 * @param statements how long statements wait for the locks of other sessions
	 * @param dataMigrations the data migrations of the application
	 */
	public RunSettings(LockSettings lock, StatementSettings statements, DataMigrations dataMigrations) {
		this(lock, statements, dataMigrations, false);
	}

	/**
	 * Create settings of an application without data migrations and without snapshots.
	 * @param lock how the lock of the database is taken
	 * @param statements how long statements wait for the locks of other sessions
	 */
	public RunSettings(LockSettings lock, StatementSettings statements) {
		this(lock, statements, DataMigrations.NONE);
	}

}
