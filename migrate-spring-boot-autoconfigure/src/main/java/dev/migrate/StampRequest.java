package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request to set the history of a database.
 *
 * @param revisions the revision references
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param purge whether to delete all rows first, including those without a file
 * @param dryRun whether to change nothing and only return what would be changed
 */
public record StampRequest(List<String> revisions, @Nullable String tag, boolean purge, boolean dryRun) {

	public StampRequest {
		revisions = List.copyOf(revisions);
	}

	/**
	 * Return a request without a purge.
	 * @param revisions the revision references
	 * @return the request
	 */
	public static StampRequest to(String... revisions) {
		return new StampRequest(List.of(revisions), null, false, false);
	}

}
