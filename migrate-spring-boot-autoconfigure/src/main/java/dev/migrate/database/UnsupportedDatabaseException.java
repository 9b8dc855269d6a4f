package dev.migrate.database;

/**
 * Thrown if a database product is not supported.
 */
public class UnsupportedDatabaseException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param message the unsupported product, and the supported ones
	 */
	public UnsupportedDatabaseException(String message) {
		super(message);
	}

}
