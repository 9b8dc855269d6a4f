package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * Base class of the exceptions that operations on migrations throw. Their messages are
 * written for users: what happened, to what, and what to do next.
 */
public abstract sealed class MigrationException extends RuntimeException
		permits CannotProceedException, MigrationFailedException {

	private final ErrorCode code;

	MigrationException(ErrorCode code, String message, @Nullable Throwable cause) {
		super(Secrets.mask(message), (cause != null) ? Secrets.mask(cause, Secrets::mask) : null);
		this.code = code;
	}

	/**
	 * Return what kind of error it is.
	 * @return the code, for programs
	 */
	public ErrorCode code() {
		return this.code;
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
