package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * Where an upgrade or a downgrade leads, and what it does besides.
 *
 * @param revision the revision, as a person names it
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param dryRun whether to run nothing and return what would be run
 */
public record MoveRequest(String revision, @Nullable String tag, boolean dryRun) {

	/**
	 * Return a request that moves and does nothing else.
	 * @param revision the revision, as a person names it
	 * @return the request
	 */
	public static MoveRequest to(String revision) {
		return new MoveRequest(revision, null, false);
	}

}
