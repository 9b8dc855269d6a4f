package dev.migrate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A revision as a person or a program sees it.
 *
 * @param id its id
 * @param message what it is for
 * @param parents the ids of its parents; empty for the first
 * @param path the file that it is in, as Liquibase names it
 * @param state where it stands; {@link RevisionState#PENDING} where no database was asked
 * @param head whether no other revision has it as its parent
 * @param current whether it is applied and none of its children is
 * @param appliedAt when its last changeset was applied
 * @param risk the worst that it can do, in words; {@code null} where that is not known
 * @param changesets its changesets, in order
 */
public record RevisionView(String id, @Nullable String message, List<String> parents, String path, RevisionState state,
		boolean head, boolean current, @Nullable Instant appliedAt, @Nullable String risk,
		List<ChangesetView> changesets) {

}
