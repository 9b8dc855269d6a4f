package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an operation cannot be carried out as it was requested. Nothing has been
 * changed.
 */
public sealed class CannotProceedException extends MigrationException permits RenamesUnansweredException {

	/**
	 * Create a new exception.
	 * @param code what kind of error it is
	 * @param message what is wrong and what to do, in a whole sentence
	 */
	public CannotProceedException(ErrorCode code, String message) {
		super(code, message, null);
	}

	/**
	 * Create a new exception.
	 * @param code what kind of error it is
	 * @param message what is wrong and what to do, in a whole sentence
	 * @param cause the cause
	 */
	public CannotProceedException(ErrorCode code, String message, @Nullable Throwable cause) {
		super(code, message, cause);
	}

}
