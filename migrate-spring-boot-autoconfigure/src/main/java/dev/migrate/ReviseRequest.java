package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * A request to generate the newest revision anew.
 *
 * @param message the new message of the revision; {@code null} for the one it has
 * @param answers the answers of the user
 * @param accepted the accepted differences to generate all the same
 * @param dryRun whether to change nothing and return what would be written
 */
public record ReviseRequest(@Nullable String message, Answers answers, IncludeAccepted accepted, boolean dryRun) {

	/**
	 * Generate the newest revision anew, with its message.
	 */
	public static final ReviseRequest DEFAULT = new ReviseRequest(null, Answers.NONE, IncludeAccepted.NONE, false);

}
