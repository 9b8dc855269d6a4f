package dev.migrate.changelog;

/**
 * Says that words name no revision, or more than one.
 */
public class RevisionReferenceException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do, in a whole sentence
	 */
	public RevisionReferenceException(String message) {
		super(message);
	}

}
