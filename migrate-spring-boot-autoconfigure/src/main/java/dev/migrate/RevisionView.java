package dev.migrate;

import java.time.Instant;
import java.util.List;

import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;

/**
 * A view of a revision.
 *
 * @param id the id of the revision
 * @param message the message of the revision
 * @param parents the ids of the parents; empty for the first revision
 * @param children the ids of the children
 * @param dependencies the ids of required revisions of other branches
 * @param labels the labels of its branches
 * @param path the path of its file in Liquibase
 * @param phase when an application applies it
 * @param state the state in the database; {@code null} if the database was not accessed
 * @param head whether the revision has no children
 * @param current whether it is applied and none of its children is
 * @param appliedAt the time when its last changeset was applied
 * @param risk the worst kind of risk of its changes; {@code null} if unknown
 * @param risks the kinds of risk of its changes, the worst first; {@code null} if unknown
 * @param changesets the changesets, in execution order
 */
public record RevisionView(String id, @Nullable String message, List<String> parents, List<String> children,
		List<String> dependencies, List<String> labels, String path, RevisionPhase phase, @Nullable RevisionState state,
		boolean head, boolean current, @Nullable Instant appliedAt, Risk.@Nullable Kind risk,
		@Nullable List<Risk.Kind> risks, List<ChangesetView> changesets) {

}
