package dev.migrate.changelog;

import org.jspecify.annotations.Nullable;

/**
 * Says that a changelog cannot be read.
 */
public class ChangelogException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what is wrong, and where, in a whole sentence
	 * @param cause what lies behind it
	 */
	public ChangelogException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
