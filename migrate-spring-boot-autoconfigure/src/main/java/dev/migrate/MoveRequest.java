package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request to upgrade or downgrade a database.
 *
 * @param revision the revision reference of the target
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param dryRun whether to run nothing and only return what would be run
 * @param agreed the ids of the revisions that the user confirmed, in the order in which
 * they are undone; {@code null} without a confirmation
 */
public record MoveRequest(String revision, @Nullable String tag, boolean dryRun, @Nullable List<String> agreed) {

	/**
	 * Create a request without a confirmation.
	 * @param revision the revision reference of the target
	 * @param tag the tag to write; {@code null} for none
	 * @param dryRun whether to run nothing
	 */
	public MoveRequest(String revision, @Nullable String tag, boolean dryRun) {
		this(revision, tag, dryRun, null);
	}

	/**
	 * Return a request for a revision, without a tag.
	 * @param revision the revision reference of the target
	 * @return the request
	 */
	public static MoveRequest to(String revision) {
		return new MoveRequest(revision, null, false);
	}

}
