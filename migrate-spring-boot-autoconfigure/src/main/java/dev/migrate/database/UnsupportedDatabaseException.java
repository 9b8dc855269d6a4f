package dev.migrate.database;

/**
 * Says that a database is of a product that nobody has taught us.
 */
public class UnsupportedDatabaseException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param message what is not supported, and what is
	 */
	public UnsupportedDatabaseException(String message) {
		super(message);
	}

}
