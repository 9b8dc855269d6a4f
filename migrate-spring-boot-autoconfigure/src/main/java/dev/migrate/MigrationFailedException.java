package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an operation was started and failed.
 */
public sealed class MigrationFailedException extends MigrationException permits InvalidChangelogException {

	/**
	 * Create a new exception.
	 * @param code what kind of error it is
	 * @param message what is wrong and what to do, in a whole sentence
	 * @param cause the cause; {@code null} if there is none
	 */
	public MigrationFailedException(ErrorCode code, String message, @Nullable Throwable cause) {
		super(code, message, cause);
	}

}
