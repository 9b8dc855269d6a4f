package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * A request to write the master changelog and the versions directory.
 *
 * @param template the name of a template, or a directory; {@code null} to start with the
 * configured format
 * @param dryRun whether to write nothing and return what would be written
 */
public record InitRequest(@Nullable String template, boolean dryRun) {

	/**
	 * Start with the configured format.
	 */
	public static final InitRequest DEFAULT = new InitRequest(null, false);

}
