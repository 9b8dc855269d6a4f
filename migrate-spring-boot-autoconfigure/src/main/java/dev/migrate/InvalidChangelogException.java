package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a file of a changelog is not valid.
 */
public final class InvalidChangelogException extends MigrationFailedException {

	private final String path;

	private final @Nullable Integer line;

	/**
	 * Create a new exception.
	 * @param code what kind of error it is
	 * @param message what is wrong and what to do, in a whole sentence
	 * @param path the path of the file in Liquibase
	 * @param line the line, starting at 1; {@code null} if it is unknown
	 * @param cause the cause; {@code null} if there is none
	 */
	public InvalidChangelogException(ErrorCode code, String message, String path, @Nullable Integer line,
			@Nullable Throwable cause) {
		super(code, message, cause);
		this.path = path;
		this.line = line;
	}

	/**
	 * Return the file that is not valid.
	 * @return the path of the file in Liquibase
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return the line that is not valid.
	 * @return the line, starting at 1; {@code null} if it is unknown
	 */
	public @Nullable Integer line() {
		return this.line;
	}

}
