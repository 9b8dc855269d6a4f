package dev.migrate.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.RevisionPhase;
import dev.migrate.RevisionState;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.ChangelogSource;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.run.History.Applied;
import org.jspecify.annotations.Nullable;

/**
 * The state of a database relative to the revisions of its changelog.
 *
 * @param changelog the changelog, with the revisions
 * @param revisions the status of each revision, in the order in which they run
 * @param heads the heads that this database can be at, in the order in which they run;
 * excluded revisions are not heads, since an upgrade never applies them
 * @param current the revisions that the database is at; empty before the first
 * @param missing the applied changesets that no file contains any more, in the order of
 * execution
 * @param deleted those of them that were in revision files
 * @param replaced the applied changesets of files that a revision replaces
 */
public record MigrationStatus(Changelog changelog, List<RevisionStatus> revisions, List<Revision> heads,
		List<Revision> current, List<Applied> missing, List<Applied> deleted, List<Applied> replaced) {

	public MigrationStatus {
		revisions = List.copyOf(revisions);
		heads = List.copyOf(heads);
		current = List.copyOf(current);
		missing = List.copyOf(missing);
		deleted = List.copyOf(deleted);
		replaced = List.copyOf(replaced);
	}

	/**
	 * Read the status of a target, without creating a table or taking a lock.
	 * @param target the target
	 * @return its status
	 * @throws MigrationFailedException if the database cannot be read
	 */
	public static MigrationStatus of(MigrationTarget target) {
		try (Session session = Session.open(target)) {
			return of(session, session.parse());
		}
	}

	public static MigrationStatus of(Session session, Changelog changelog) {
		return of(session, changelog, History.read(session));
	}

	public static MigrationStatus of(Session session, Changelog changelog, History history) {
		ChangesetStates states = new ChangesetStates(session, changelog, history);
		List<RevisionStatus> revisions = session.call(() -> {
			List<RevisionStatus> all = new ArrayList<>();
			for (Revision revision : changelog.revisions()) {
				all.add(RevisionStatus.of(revision, states));
			}
			return all;
		});
		List<Revision> heads = changelog.graph()
			.tips(revisions.stream()
				.filter((status) -> status.state() != RevisionState.LEFT_OUT)
				.map(RevisionStatus::revision)
				.toList());
		List<Revision> current = changelog.graph()
			.tips(revisions.stream().filter(RevisionStatus::isTaken).map(RevisionStatus::revision).toList());
		Set<String> replaced = changelog.revisions()
			.stream()
			.flatMap((revision) -> revision.replaces().stream())
			.collect(Collectors.toSet());
		Map<Boolean, List<Applied>> unknown = history.without(changelog.changesets())
			.stream()
			.collect(Collectors.partitioningBy((applied) -> replaced.contains(applied.path())));
		List<Applied> missing = unknown.getOrDefault(false, List.of());
		ChangelogSource source = session.target().source(null);
		return new MigrationStatus(changelog, revisions, heads, current, missing,
				missing.stream().filter((applied) -> source.isRevision(applied.path())).toList(),
				unknown.getOrDefault(true, List.of()));
	}

	/**
	 * Return the graph of the revisions.
	 * @return the graph
	 */
	public RevisionGraph graph() {
		return this.changelog.graph();
	}

	/**
	 * Return the revisions that are applied, wholly or in part, except for repeatable
	 * ones.
	 * @return those revisions, in the order in which they run
	 */
	public List<Revision> applied() {
		return this.revisions.stream().filter(RevisionStatus::isTaken).map(RevisionStatus::revision).toList();
	}

	/**
	 * Return the revisions that an upgrade would apply, wholly or in part.
	 * @return those revisions, in the order in which they run
	 */
	public List<RevisionStatus> pending() {
		return this.revisions.stream()
			.filter((status) -> status.state() == RevisionState.PENDING
					|| status.state() == RevisionState.PARTLY_APPLIED)
			.toList();
	}

	/**
	 * Return whether every changeset has run or was marked as run, except for those that
	 * a context, a label or the product excludes.
	 * @return {@code true} if a run of the whole changelog would be a run of the applied
	 * changesets
	 */
	public boolean isComplete() {
		return this.revisions.stream()
			.flatMap((status) -> status.changesets().stream())
			.allMatch((status) -> status.applied() != null || !status.isConcerned());
	}

	/**
	 * Return whether nothing was ever recorded as applied to the database.
	 * @return {@code true} if its history is empty, or if it has none
	 */
	public boolean hasNoHistory() {
		return this.missing.isEmpty() && inHistory().isEmpty();
	}

	/**
	 * Return the revisions that an upgrade tries again although they are not pending,
	 * since their preconditions let it continue.
	 * @return those revisions, in the order in which they run
	 */
	List<Revision> skipped() {
		return this.revisions.stream()
			.filter((status) -> status.state() == RevisionState.LEFT_OUT)
			.filter((status) -> status.changesets().stream().anyMatch(ChangesetStatus::isConcerned))
			.map(RevisionStatus::revision)
			.toList();
	}

	/**
	 * Return the revisions that replace others which the database has.
	 * @return those revisions, applied or not
	 */
	List<Revision> replacing() {
		Set<String> paths = this.replaced.stream().map(Applied::path).collect(Collectors.toSet());
		return graph().revisions()
			.stream()
			.filter((revision) -> revision.replaces().stream().anyMatch(paths::contains))
			.toList();
	}

	/**
	 * Return the changesets that have a row in the history.
	 * @return those changesets
	 */
	public Set<Changeset> inHistory() {
		Set<Changeset> changesets = new HashSet<>();
		this.revisions.stream()
			.flatMap((status) -> status.changesets().stream())
			.filter((status) -> status.applied() != null)
			.forEach((status) -> changesets.add(status.changeset()));
		return changesets;
	}

	/**
	 * Return the changesets that have run on the database, except for those that were
	 * only marked as run. Those of a revision that replaces others have run as the
	 * others.
	 * @return those changesets, in the order of the changelog
	 */
	public List<Changeset> ran() {
		return this.revisions.stream()
			.flatMap((status) -> status.changesets()
				.stream()
				.filter((changeset) -> changeset.hasRun()
						|| (changeset.applied() != null && !status.revision().replaces().isEmpty())))
			.map(ChangesetStatus::changeset)
			.toList();
	}

	/**
	 * Return the applied changesets whose text has changed, so that Liquibase rejects the
	 * run.
	 * @return those changesets
	 */
	public List<Changeset> altered() {
		return this.revisions.stream()
			.flatMap((status) -> status.changesets().stream())
			.filter(ChangesetStatus::altered)
			.map(ChangesetStatus::changeset)
			.toList();
	}

	/**
	 * Return the applied changesets of a newer version of the application: those that
	 * this changelog does not have, and that were applied after all that it has.
	 * @return those changesets, in the order of execution
	 */
	public List<Applied> newer() {
		int last = this.revisions.stream()
			.flatMap((status) -> status.changesets().stream())
			.filter((status) -> status.changeset().isStep() && status.applied() != null)
			.mapToInt((status) -> Objects.requireNonNull(status.applied()).order())
			.max()
			.orElse(0);
		return this.missing.stream().filter((applied) -> applied.order() > last).toList();
	}

	/**
	 * Return the revisions without which the application must not start. A revision that
	 * is applied after the start is none of them, nor is a repeatable changeset that a
	 * newer version of the application has repeated.
	 * @return those of the pending revisions, in the order in which they run
	 */
	public List<Revision> required() {
		Set<Revision> deferred = new HashSet<>(deferred());
		boolean isNewer = !newer().isEmpty();
		return pending().stream()
			.filter((status) -> !isNewer || status.changesets()
				.stream()
				.anyMatch((changeset) -> changeset.state() == RevisionState.PENDING && changeset.applied() == null))
			.map(RevisionStatus::revision)
			.filter((revision) -> !deferred.contains(revision))
			.toList();
	}

	/**
	 * Return the pending revisions that an application applies only after its start.
	 * @return those revisions, in the order in which they run; none for a new database
	 */
	public List<Revision> deferred() {
		return hasNoHistory() ? List.of()
				: pending().stream()
					.map(RevisionStatus::revision)
					.filter((revision) -> revision.phase() == RevisionPhase.AFTER_START)
					.toList();
	}

	/**
	 * Return why the applied changesets contradict the changelog.
	 * @return what was edited or deleted after it had been applied; empty if nothing was
	 */
	public Optional<Contradiction> contradiction() {
		return contradiction(this.deleted);
	}

	/**
	 * Return why the applied changesets contradict the changelog of an application that
	 * may be older than the database.
	 * @return what was edited or deleted after it had been applied; empty if nothing was,
	 * except for what a newer version has applied
	 */
	public Optional<Contradiction> contradictionUnlessNewer() {
		List<Applied> newer = newer();
		return contradiction(this.deleted.stream().filter((applied) -> !newer.contains(applied)).toList());
	}

	private Optional<Contradiction> contradiction(List<Applied> deleted) {
		return altered().stream()
			.map((changeset) -> new Contradiction(ErrorCode.CHANGESET_EDITED, "Changeset " + changeset.id() + " in "
					+ changeset.path()
					+ " was edited after it had been applied; restore the text that was applied, and write the change"
					+ " as a new revision."))
			.findFirst()
			.or(() -> missingRevision(deleted));
	}

	// Other files may have been removed from the changelog on purpose.
	private static Optional<Contradiction> missingRevision(List<Applied> deleted) {
		return deleted.stream()
			.map((applied) -> new Contradiction(ErrorCode.REVISION_UNKNOWN,
					"The file " + applied.path() + " is missing, and its changeset " + applied.id()
							+ " is applied; restore the file, or use the newer jar that has it."))
			.findFirst();
	}

	/**
	 * A contradiction between the history and the changelog.
	 *
	 * @param code what kind of error it is
	 * @param sentence what contradicts, and what to do
	 */
	public record Contradiction(ErrorCode code, String sentence) {

	}

	/**
	 * The status of a revision.
	 *
	 * @param revision the revision
	 * @param state its state
	 * @param changesets the status of its changesets, in order
	 */
	public record RevisionStatus(Revision revision, RevisionState state, List<ChangesetStatus> changesets) {

		static RevisionStatus of(Revision revision, ChangesetStates states) {
			List<ChangesetStatus> changesets = revision.changesets().stream().map(states::of).toList();
			return new RevisionStatus(revision, state(revision, changesets), changesets);
		}

		private static RevisionState state(Revision revision, Collection<ChangesetStatus> changesets) {
			List<ChangesetStatus> concerned = changesets.stream()
				.filter((status) -> status.state() != RevisionState.LEFT_OUT)
				.toList();
			if (concerned.isEmpty()) {
				return RevisionState.LEFT_OUT;
			}
			if (concerned.stream().allMatch((status) -> status.state() == RevisionState.APPLIED)) {
				return RevisionState.APPLIED;
			}
			boolean taken = concerned.stream()
				.filter((status) -> status.changeset().isStep() || !revision.isStep())
				.anyMatch((status) -> status.state() == RevisionState.APPLIED);
			return taken ? RevisionState.PARTLY_APPLIED : RevisionState.PENDING;
		}

		/**
		 * Return whether a step of this revision is applied.
		 * @return {@code false} also for repeatable changesets
		 */
		boolean isTaken() {
			return this.changesets.stream()
				.anyMatch((status) -> status.changeset().isStep() && status.applied() != null);
		}

		/**
		 * Return the entry of its last changeset.
		 * @return the entry; empty if none is applied
		 */
		public Optional<Applied> lastApplied() {
			Applied last = null;
			for (ChangesetStatus status : this.changesets) {
				Applied applied = status.applied();
				if (applied != null && (last == null || applied.order() > last.order())) {
					last = applied;
				}
			}
			return Optional.ofNullable(last);
		}

	}

	/**
	 * The status of a changeset.
	 *
	 * @param changeset the changeset
	 * @param state its state
	 * @param applied its entry in the history; {@code null} if it has none
	 * @param altered whether its text differs from what was applied
	 * @param isConcerned whether no context, label or product excludes it
	 */
	public record ChangesetStatus(Changeset changeset, RevisionState state, @Nullable Applied applied, boolean altered,
			boolean isConcerned) {

		/**
		 * Return whether this changeset has run on the database.
		 * @return {@code false} if it is not in the history, or was only marked as run
		 */
		boolean hasRun() {
			return this.applied != null && !"MARK_RAN".equals(this.applied.execType());
		}

	}

}
