package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * A request to upgrade a database.
 *
 * @param revision the revision reference of the target
 * @param tag the tag to write to the last row of the history afterwards; {@code null} for
 * none
 * @param dryRun whether to run nothing and only return what would be run
 * @param plan the plan that was approved; the upgrade is rejected if any of it has
 * changed. {@code null} if none was made.
 * @param changesAccepted whether to upgrade although tables that the revisions touch were
 * changed by hand since the last run. A plan accepts them if they were changed before it
 * was made.
 */
public record UpgradeRequest(String revision, @Nullable String tag, boolean dryRun, @Nullable PlanView plan,
		boolean changesAccepted) {

	/**
	 * Return a request for a revision, without a tag.
	 * @param revision the revision reference of the target
	 * @return the request
	 */
	public static UpgradeRequest to(String revision) {
		return new UpgradeRequest(revision, null, false, null, false);
	}

	/**
	 * Return a request for what a plan says.
	 * @param plan the plan that was approved
	 * @return the request
	 */
	public static UpgradeRequest by(PlanView plan) {
		return new UpgradeRequest(plan.target(), null, false, plan, true);
	}

	/**
	 * Return this request with a tag.
	 * @param tag the tag to write; {@code null} for none
	 * @return the changed copy
	 */
	public UpgradeRequest withTag(@Nullable String tag) {
		return new UpgradeRequest(this.revision, tag, this.dryRun, this.plan, this.changesAccepted);
	}

	/**
	 * Return this request, with nothing to be run.
	 * @return the changed copy
	 */
	public UpgradeRequest asDryRun() {
		return new UpgradeRequest(this.revision, this.tag, true, this.plan, this.changesAccepted);
	}

	/**
	 * Return this request for tables that were changed by hand, too.
	 * @return the changed copy
	 */
	public UpgradeRequest acceptingChanges() {
		return new UpgradeRequest(this.revision, this.tag, this.dryRun, this.plan, true);
	}

}
