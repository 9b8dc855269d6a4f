package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * Says that something was tried and failed.
 */
public class MigrationFailedException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do, in a whole sentence
	 * @param cause what lies behind it
	 */
	public MigrationFailedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
