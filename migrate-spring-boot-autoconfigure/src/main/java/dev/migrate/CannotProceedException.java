package dev.migrate;

/**
 * Says that a call cannot be carried out as it stands; nothing has been changed.
 */
public class CannotProceedException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do, in a whole sentence
	 */
	public CannotProceedException(String message) {
		super(message);
	}

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do, in a whole sentence
	 * @param cause what lies behind it
	 */
	public CannotProceedException(String message, Throwable cause) {
		super(message, cause);
	}

}
