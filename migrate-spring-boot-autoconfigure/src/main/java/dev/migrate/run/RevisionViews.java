package dev.migrate.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrate.ChangesetView;
import dev.migrate.RevisionPhase;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.change.Risk;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.run.History.Applied;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Creates views of revisions and changesets.
 */
public final class RevisionViews {

	private RevisionViews() {
	}

	/**
	 * Return views of revisions that all have the same state.
	 * @param revisions the revisions
	 * @param graph the revisions of the changelog
	 * @param state their state; {@code null} if the database was not accessed
	 * @return the views
	 */
	public static List<RevisionView> of(List<Revision> revisions, RevisionGraph graph, @Nullable RevisionState state) {
		return revisions.stream().map((revision) -> of(revision, graph, state)).toList();
	}

	/**
	 * Return the view of a revision.
	 * @param revision the revision
	 * @param graph the revisions of the changelog
	 * @param state its state; {@code null} if the database was not accessed
	 * @return the view
	 */
	public static RevisionView of(Revision revision, RevisionGraph graph, @Nullable RevisionState state) {
		return new RevisionView(revision.id(), revision.message(), revision.parents(), children(revision, graph),
				revision.dependencies(), List.copyOf(graph.labels(revision)), revision.path(), revision.phase(), state,
				graph.heads().contains(revision), false, null, worst(risks(revision)), risks(revision),
				revision.changesets().stream().map((changeset) -> of(changeset, state)).toList());
	}

	/**
	 * Return the view of a revision in a database.
	 * @param status the status of the revision
	 * @param all the status of the database
	 * @param log the log of this process
	 * @return the view
	 */
	public static RevisionView of(RevisionStatus status, MigrationStatus all, RunLog log) {
		Revision revision = status.revision();
		return new RevisionView(revision.id(), revision.message(), revision.parents(), children(revision, all.graph()),
				revision.dependencies(), List.copyOf(all.graph().labels(revision)), revision.path(), revision.phase(),
				state(status), all.heads().contains(revision), all.current().contains(revision),
				status.lastApplied().map(Applied::when).orElse(null), worst(risks(revision)), risks(revision),
				status.changesets().stream().map((changeset) -> of(changeset, log)).toList());
	}

	/**
	 * Return the revisions whose files are missing. The changesets of a revision file
	 * belong together; any other one is a revision of its own.
	 * @param status the status of the database
	 * @return the revisions, in the order of execution
	 */
	public static List<RevisionView> missing(MigrationStatus status) {
		Map<String, List<Applied>> revisions = new LinkedHashMap<>();
		for (Applied applied : status.missing()) {
			String revision = status.deleted().contains(applied) ? applied.path()
					: applied.path() + "::" + applied.id() + "::" + applied.author();
			revisions.computeIfAbsent(revision, (key) -> new ArrayList<>()).add(applied);
		}
		return revisions.values().stream().map((changesets) -> missing(status, changesets)).toList();
	}

	private static RevisionView missing(MigrationStatus status, List<Applied> changesets) {
		Applied last = changesets.get(changesets.size() - 1);
		String id = status.deleted().contains(last) ? NewRevision.prefixOf(last.path()).orElse(last.id()) : last.id();
		return new RevisionView(id, changesets.get(0).comment(), List.of(), List.of(), List.of(), List.of(),
				last.path(), RevisionPhase.BEFORE_START, RevisionState.FILE_MISSING, false, false, last.when(), null,
				null, changesets.stream().map(RevisionViews::missing).toList());
	}

	private static ChangesetView missing(Applied applied) {
		return new ChangesetView(applied.id(), applied.author(), applied.path(), applied.comment(), null, null,
				RevisionState.FILE_MISSING, applied.when(), applied.order(), applied.deployment(), applied.checksum(),
				null);
	}

	private static RevisionState state(RevisionStatus status) {
		boolean edited = status.state() == RevisionState.APPLIED
				&& status.changesets().stream().anyMatch(ChangesetStatus::altered);
		return edited ? RevisionState.EDITED : status.state();
	}

	private static ChangesetView of(Changeset changeset, @Nullable RevisionState state) {
		return new ChangesetView(changeset.id(), changeset.author(), changeset.path(), changeset.comment(),
				worst(changeset.risks()), changeset.risks(), state, null, null, null, null, null);
	}

	private static ChangesetView of(ChangesetStatus status, RunLog log) {
		Changeset changeset = status.changeset();
		Applied applied = status.applied();
		RevisionState state = status.altered() ? RevisionState.EDITED : status.state();
		if (applied == null) {
			return of(changeset, state);
		}
		return new ChangesetView(changeset.id(), changeset.author(), changeset.path(), changeset.comment(),
				worst(changeset.risks()), changeset.risks(), state, applied.when(), applied.order(),
				applied.deployment(), applied.checksum(), log.took(changeset).orElse(null));
	}

	private static List<String> children(Revision revision, RevisionGraph graph) {
		return graph.children(revision).stream().filter(Revision::isStep).map(Revision::id).toList();
	}

	private static @Nullable List<Risk.Kind> risks(Revision revision) {
		List<List<Risk.Kind>> known = revision.changesets()
			.stream()
			.map(Changeset::risks)
			.filter(Objects::nonNull)
			.toList();
		return known.isEmpty() ? null : Risk.Kind.union(known);
	}

	private static Risk.@Nullable Kind worst(@Nullable List<Risk.Kind> risks) {
		return (risks != null) ? Risk.Kind.worst(risks) : null;
	}

}
