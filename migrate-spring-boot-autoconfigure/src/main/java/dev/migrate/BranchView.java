package dev.migrate;

import java.util.List;

/**
 * A branch point: a revision with several children.
 *
 * @param revision the revision
 * @param children the children of the revision, in execution order
 */
public record BranchView(RevisionView revision, List<RevisionView> children) {

}
