package dev.migrate.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.migrate.BranchView;
import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.RevisionView;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.changelog.revision.RevisionRange;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import dev.migrate.run.RevisionViews;

/**
 * Resolves revision references, and accesses the database only if a reference is relative
 * to its current revision.
 *
 * @param graph the revisions
 * @param status the status of the database; empty if it was not accessed
 * @param managed the database
 */
record RevisionLookup(RevisionGraph graph, Optional<MigrationStatus> status, ManagedDatabase managed) {

	static RevisionLookup inChangelog(ManagedDatabase managed) {
		return new RevisionLookup(Changelog.parse(managed.target().source(null)).graph(), Optional.empty(), managed);
	}

	static RevisionLookup inDatabase(ManagedDatabase managed) {
		MigrationStatus status = MigrationStatus.of(managed.target());
		return new RevisionLookup(status.graph(), Optional.of(status), managed);
	}

	List<RevisionView> range(String words) {
		return views(RevisionRange.parse(words, this.graph, applied()).revisions());
	}

	List<RevisionView> heads() {
		return views(this.graph.heads());
	}

	List<RevisionView> effectiveHeads() {
		return views(this.graph.effectiveHeads());
	}

	List<BranchView> branches() {
		return this.graph.branchPoints()
			.stream()
			.map((revision) -> new BranchView(view(revision),
					views(this.graph.children(revision).stream().filter(Revision::isStep).toList())))
			.toList();
	}

	List<RevisionView> named(String reference) {
		return views(revisions(reference));
	}

	List<Path> files(String reference, ChangelogFiles files) {
		return revisions(reference).stream()
			.map((revision) -> files.find(revision.path(), this.managed.resourcesDirectory())
				.orElseThrow(() -> new CannotProceedException(ErrorCode.REVISION_FILE_MISSING,
						"The file of revision " + revision.id() + ", " + revision.path()
								+ ", is not on disk: neither below " + this.managed.resourcesDirectory()
								+ " nor beside " + files.master()
								+ ". Run edit in the directory of the sources, or set migrate.resources-directory.")))
			.toList();
	}

	private List<Revision> revisions(String reference) {
		List<Revision> found = this.graph.resolve(reference, applied());
		if (found.isEmpty()) {
			throw new CannotProceedException(ErrorCode.REFERENCE_UNKNOWN,
					"'" + reference + "' refers to no revision: " + (this.graph.revisions().isEmpty()
							? "the changelog has none yet."
							: (this.status.isPresent() ? "the database is at base." : "it is before the first one.")));
		}
		return found;
	}

	private List<Revision> applied() {
		return this.status.map(MigrationStatus::applied).orElse(List.of());
	}

	private List<RevisionView> views(List<Revision> revisions) {
		return revisions.stream().map(this::view).toList();
	}

	private RevisionView view(Revision revision) {
		return this.status.flatMap((all) -> of(revision, all))
			.orElseGet(() -> RevisionViews.of(revision, this.graph, null));
	}

	private Optional<RevisionView> of(Revision revision, MigrationStatus all) {
		Function<RevisionStatus, RevisionView> view = (status) -> RevisionViews.of(status, all, this.managed.log());
		return all.revisions().stream().filter((status) -> status.revision().equals(revision)).findFirst().map(view);
	}

}
