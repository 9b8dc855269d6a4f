package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * Base class of the exceptions that operations on migrations throw. Their messages are
 * written for users: what happened, to what, and what to do next.
 */
public abstract sealed class MigrationException extends RuntimeException
		permits CannotProceedException, MigrationFailedException {

	MigrationException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
