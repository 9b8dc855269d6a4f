package dev.migrate.run;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Sends a statement to the database.
 *
 * @param <T> the type of the result
 */
interface StatementExecution<T> {

	/**
	 * Send the statement.
	 * @return the result
	 * @throws SQLException if the statement fails
	 */
	@Nullable T execute() throws SQLException;

	/**
	 * Send the statement once more, after its transaction was rolled back.
	 * @throws SQLException if the statement fails
	 */
	void repeat() throws SQLException;

	/**
	 * Return whether the statement can be sent more than once.
	 * @return {@code false} if it has values that can be read once
	 */
	boolean isRepeatable();

}
