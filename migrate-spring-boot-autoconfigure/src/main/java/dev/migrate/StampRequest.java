package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the history of a database is set to.
 *
 * @param revisions the revisions, as a person names them
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param purge whether all rows are deleted first, also those that no file has any more
 * @param dryRun whether to change nothing and return what would be changed
 */
public record StampRequest(List<String> revisions, @Nullable String tag, boolean purge, boolean dryRun) {

	public StampRequest {
		revisions = List.copyOf(revisions);
	}

	/**
	 * Return a request that keeps what is right.
	 * @param revisions the revisions, as a person names them
	 * @return the request
	 */
	public static StampRequest to(String... revisions) {
		return new StampRequest(List.of(revisions), null, false, false);
	}

}
