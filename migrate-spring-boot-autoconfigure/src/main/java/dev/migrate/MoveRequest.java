package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where an upgrade or a downgrade leads, and what it does besides.
 *
 * @param revision the revision, as a person names it
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param dryRun whether to run nothing and return what would be run
 * @param agreed the ids of the revisions that somebody has agreed to, in the order in
 * which they are undone; {@code null} where nobody was asked
 */
public record MoveRequest(String revision, @Nullable String tag, boolean dryRun, @Nullable List<String> agreed) {

	/**
	 * Create a request that nobody was asked about.
	 * @param revision the revision, as a person names it
	 * @param tag the tag to write; {@code null} for none
	 * @param dryRun whether to run nothing
	 */
	public MoveRequest(String revision, @Nullable String tag, boolean dryRun) {
		this(revision, tag, dryRun, null);
	}

	/**
	 * Return a request that moves and does nothing else.
	 * @param revision the revision, as a person names it
	 * @return the request
	 */
	public static MoveRequest to(String revision) {
		return new MoveRequest(revision, null, false);
	}

}
