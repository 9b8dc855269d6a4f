package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.SQLException;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;

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
	 * Liquibase is about to find out what to run.
	 * @param changeLog the changelog of the run
	 * @param database the database of Liquibase
	 * @param contexts the contexts of the run
	 * @param labels the labels of the run
	 * @param history the history of the database
	 * @throws LiquibaseException if the history cannot be read
	 */
	void beforeRun(DatabaseChangeLog changeLog, Database database, Contexts contexts, LabelExpression labels,
			ChangeLogHistoryService history) throws LiquibaseException;

	/**
	 * The run has ended, and releases its lock.
	 * @param database the database of Liquibase
	 */
	void afterRun(Database database);

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
