package dev.migrate.run.data;

import java.sql.Connection;
import java.util.Optional;

/**
 * The connection of a run that may run data migrations.
 */
public interface MigratingConnection {

	/**
	 * Return the data migrations of the application.
	 * @return the data migrations; empty if the database has no rows to migrate
	 */
	Optional<DataMigrations> dataMigrations();

	/**
	 * Return the id of the checkpoint of the changeset that runs.
	 * @return the id, of at most 100 characters
	 */
	String checkpointId();

	/**
	 * Return the connection itself, whose transactions are left to the caller.
	 * @return the connection
	 */
	Connection plain();

	/**
	 * Return a query with a number of rows at most.
	 * @param query the query, with its order
	 * @param rows the number
	 * @return the query
	 */
	String firstRows(String query, int rows);

	/**
	 * Report how many rows have been migrated.
	 * @param rows the number, including those of interrupted runs
	 */
	void migrated(long rows);

}
