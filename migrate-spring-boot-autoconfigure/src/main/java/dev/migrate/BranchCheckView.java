package dev.migrate;

import java.util.List;

/**
 * The result of comparing the changelog with that of another branch.
 *
 * @param reference the branch, tag or commit, as in the request
 * @param ours the ids of the revisions that only this changelog has
 * @param theirs the ids of the revisions that only the other one has
 * @param edited the ids of the revisions that both have with different changesets
 * @param deleted the files of the other one that this one has deleted
 * @param divergence the differences between the heads of both together, in whole
 * sentences; empty if there is one head
 * @param differences what differs between a database that had the revisions of the other
 * branch first and one that had those of this one first, one description each
 */
public record BranchCheckView(String reference, List<String> ours, List<String> theirs, List<String> edited,
		List<String> deleted, List<String> divergence, List<String> differences) {

	/**
	 * Return whether the branches can be merged without another change.
	 * @return {@code false} if any list has an element, apart from the revisions that
	 * only one of them has
	 */
	boolean agrees() {
		return this.edited.isEmpty() && this.deleted.isEmpty() && this.divergence.isEmpty()
				&& this.differences.isEmpty();
	}

}
