package dev.migrate;

import java.time.Instant;
import java.util.List;

import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;

/**
 * A revision as a person or a program sees it.
 *
 * @param id its id
 * @param message what it is for
 * @param parents the ids of its parents; empty for the first
 * @param children the ids of the revisions that build on it
 * @param dependencies the ids of revisions of other branches that have to be there before
 * it
 * @param labels the names of the branches that it is on
 * @param path the file that it is in, as Liquibase names it
 * @param state where it stands; {@code null} where no database was asked
 * @param head whether no other revision has it as its parent
 * @param current whether it is applied and none of its children is
 * @param appliedAt when its last changeset was applied
 * @param risk the worst risk of its changes; {@code null} where that is not known
 * @param changesets its changesets, in order
 */
public record RevisionView(String id, @Nullable String message, List<String> parents, List<String> children,
		List<String> dependencies, List<String> labels, String path, @Nullable RevisionState state, boolean head,
		boolean current, @Nullable Instant appliedAt, Risk.@Nullable Level risk, List<ChangesetView> changesets) {

}
