package dev.migrate;

import java.util.List;

/**
 * A revision that several others build on.
 *
 * @param revision the revision
 * @param children the revisions that build on it, in the order in which they run
 */
public record BranchView(RevisionView revision, List<RevisionView> children) {

}
