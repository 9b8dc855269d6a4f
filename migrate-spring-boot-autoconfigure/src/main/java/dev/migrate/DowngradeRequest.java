package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request to downgrade a database.
 *
 * @param revision the revision reference of the target
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param dryRun whether to run nothing and only return what would be run
 * @param agreed the ids of the revisions that the user confirmed, in the order in which
 * they are undone; {@code null} without a confirmation
 */
public record DowngradeRequest(String revision, @Nullable String tag, boolean dryRun, @Nullable List<String> agreed) {

	/**
	 * Return a request for a revision, without a tag and a confirmation.
	 * @param revision the revision reference of the target
	 * @return the request
	 */
	public static DowngradeRequest to(String revision) {
		return new DowngradeRequest(revision, null, false, null);
	}

	/**
	 * Return this request, with nothing to be run.
	 * @return the changed copy
	 */
	public DowngradeRequest asDryRun() {
		return new DowngradeRequest(this.revision, this.tag, true, this.agreed);
	}

}
