package dev.migrate.run;

import java.sql.SQLException;

/**
 * A statement was not executed, since other sessions hold locks that it needs.
 */
final class BlockedStatementException extends SQLException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an instance. It has no cause, whose message would be shown in its place.
	 * @param message what has happened, and what to do
	 * @param failure the error of the database
	 */
	BlockedStatementException(String message, SQLException failure) {
		super(message, failure.getSQLState(), failure.getErrorCode());
		addSuppressed(failure);
	}

}
