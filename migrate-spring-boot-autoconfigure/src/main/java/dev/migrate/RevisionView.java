package dev.migrate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.migrate.change.Risk;
import dev.migrate.changelog.Revision;
import dev.migrate.changelog.RevisionGraph;
import dev.migrate.run.History.Applied;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import dev.migrate.run.RunLog;
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
 * @param risk the worst that it can do, in words; {@code null} where that is not known
 * @param changesets its changesets, in order
 */
public record RevisionView(String id, @Nullable String message, List<String> parents, List<String> children,
		List<String> dependencies, List<String> labels, String path, @Nullable RevisionState state, boolean head,
		boolean current, @Nullable Instant appliedAt, @Nullable String risk, List<ChangesetView> changesets) {

	static RevisionView of(Revision revision, RevisionGraph graph, @Nullable RevisionState state) {
		return new RevisionView(revision.id(), revision.message(), revision.parents(), children(revision, graph),
				revision.dependencies(), List.copyOf(graph.labels(revision)), revision.path(), state,
				graph.heads().contains(revision), false, null, risk(revision),
				revision.changesets().stream().map((changeset) -> ChangesetView.of(changeset, state)).toList());
	}

	static RevisionView of(RevisionStatus status, MigrationStatus all, RunLog log) {
		Revision revision = status.revision();
		return new RevisionView(revision.id(), revision.message(), revision.parents(), children(revision, all.graph()),
				revision.dependencies(), List.copyOf(all.graph().labels(revision)), revision.path(),
				RevisionState.of(status), all.heads().contains(revision), all.current().contains(revision),
				status.lastApplied().map(Applied::when).orElse(null), risk(revision),
				status.changesets().stream().map((changeset) -> ChangesetView.of(changeset, log)).toList());
	}

	static RevisionView missing(Applied applied) {
		return new RevisionView(applied.id(), applied.comment(), List.of(), List.of(), List.of(), List.of(),
				applied.path(), RevisionState.FILE_MISSING, false, false, applied.when(), null,
				List.of(ChangesetView.missing(applied)));
	}

	private static List<String> children(Revision revision, RevisionGraph graph) {
		return StatusView.ids(graph.children(revision).stream().filter(Revision::isStep).toList());
	}

	private static @Nullable String risk(Revision revision) {
		return revision.changesets()
			.stream()
			.map(ChangesetView::risk)
			.flatMap(Optional::stream)
			.max(Comparator.naturalOrder())
			.map(Risk.Level::toString)
			.orElse(null);
	}

}
