package dev.migrate.database;

/**
 * Thrown if no scratch database is available.
 */
public class ScratchUnavailableException extends RuntimeException {

	/**
	 * The property that specifies a scratch database.
	 */
	private static final String PROPERTY = "migrate.scratch.url";

	/**
	 * Create the exception.
	 * @param reason the reason, as a part of a sentence
	 */
	public ScratchUnavailableException(String reason) {
		this("There is no scratch database to replay the changelog into", reason);
	}

	ScratchUnavailableException(String what, String reason) {
		super(what + ": " + reason + ". Set " + PROPERTY + ", migrate.scratch.username and migrate.scratch.password"
				+ " to an empty database of the same product.");
	}

}
