package dev.migrate.run;

import org.jspecify.annotations.Nullable;

/**
 * Says that a database could not be asked or a run has failed.
 */
public class RunFailedException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do, in a whole sentence
	 * @param cause what lies behind it
	 */
	public RunFailedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
