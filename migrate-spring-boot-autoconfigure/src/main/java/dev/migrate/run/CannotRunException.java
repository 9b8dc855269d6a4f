package dev.migrate.run;

/**
 * Says that a run cannot be carried out as it stands; nothing has been changed.
 */
public class CannotRunException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do, in a whole sentence
	 */
	public CannotRunException(String message) {
		super(message);
	}

}
