package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * A request to write an empty revision.
 *
 * @param message the message of the revision; {@code null} for a generated one, for a
 * merge only
 * @param author the author; {@code null} for the configured one
 * @param format the format of the file; {@code null} for the configured one
 * @param placement the placement of the revision in the graph
 * @param dryRun whether to write nothing and return what would be written
 */
public record RevisionRequest(@Nullable String message, @Nullable String author, @Nullable ChangelogFormat format,
		Placement placement, boolean dryRun) {

	/**
	 * Return a request with a message only.
	 * @param message the message of the revision
	 * @return the request
	 */
	public static RevisionRequest of(String message) {
		return new RevisionRequest(message, null, null, Placement.NONE, false);
	}

}
