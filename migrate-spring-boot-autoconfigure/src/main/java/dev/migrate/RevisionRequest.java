package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * An empty revision to write.
 *
 * @param message what it is for; for a merge {@code null} for a message that names what
 * is merged
 * @param author who writes it; {@code null} for the configured one
 * @param format the format of the file; {@code null} for the configured one
 * @param placement where it goes among the others
 * @param dryRun whether to write nothing and return what would be written
 */
public record RevisionRequest(@Nullable String message, @Nullable String author, @Nullable ChangelogFormat format,
		Placement placement, boolean dryRun) {

	/**
	 * Return a request that only says what the revision is for.
	 * @param message what it is for
	 * @return the request
	 */
	public static RevisionRequest of(String message) {
		return new RevisionRequest(message, null, null, Placement.NONE, false);
	}

}
