package dev.migrate.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.migrate.MigrationFailedException;
import dev.migrate.RevisionState;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.ChangelogSource;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.run.History.Applied;
import org.jspecify.annotations.Nullable;

/**
 * Where a database stands among the revisions of its changelog.
 *
 * @param graph the revisions
 * @param revisions where each of them stands, in the order in which they run
 * @param heads the heads that this database can be at, in the order in which they run;
 * what is left out is none, since an upgrade never gets there
 * @param current the revisions that the database is at; empty before the first
 * @param missing what has been applied and is in no file any more, in the order of
 * execution
 * @param deleted those of them that were in revision files
 */
public record MigrationStatus(RevisionGraph graph, List<RevisionStatus> revisions, List<Revision> heads,
		List<Revision> current, List<Applied> missing, List<Applied> deleted) {

	public MigrationStatus {
		revisions = List.copyOf(revisions);
		heads = List.copyOf(heads);
		current = List.copyOf(current);
		missing = List.copyOf(missing);
		deleted = List.copyOf(deleted);
	}

	/**
	 * Read where a target stands. Nothing is created, and no lock is taken.
	 * @param target the target
	 * @return its status
	 * @throws MigrationFailedException where the database does not answer
	 */
	public static MigrationStatus of(MigrationTarget target) {
		try (Session session = Session.forReading(target)) {
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
		List<Applied> missing = history.without(changelog.changesets());
		ChangelogSource source = session.target().source(null);
		return new MigrationStatus(changelog.graph(), revisions, heads, current, missing,
				missing.stream().filter((applied) -> source.isRevision(applied.path())).toList());
	}

	/**
	 * Return the revisions that the database has, wholly or in part, apart from what is
	 * run again and again.
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
	 * Return the changesets that have run on the database, apart from those that were
	 * only marked as run.
	 * @return those changesets, in the order in which they are in the changelog
	 */
	public List<Changeset> ran() {
		return this.revisions.stream()
			.flatMap((status) -> status.changesets().stream())
			.filter((status) -> status.applied() != null && !"MARK_RAN".equals(status.applied().execType()))
			.map(ChangesetStatus::changeset)
			.toList();
	}

	/**
	 * Return what has been applied and reads differently now, so that Liquibase refuses
	 * to run.
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
	 * Return why nothing can be built on this database with this changelog.
	 * @return a sentence that says what was edited or deleted after it had been applied;
	 * empty where nothing was
	 */
	public Optional<String> contradiction() {
		return altered().stream()
			.map((changeset) -> "Changeset " + changeset.id() + " in " + changeset.path()
					+ " was edited after it had been applied; put back what it said, and write the change as a new"
					+ " revision.")
			.findFirst()
			.or(this::missingRevision);
	}

	// Other files may have been removed from the changelog on purpose.
	private Optional<String> missingRevision() {
		return this.deleted.stream()
			.map((applied) -> "The file " + applied.path() + " is missing, and its changeset " + applied.id()
					+ " is applied; restore the file, or use the newer jar that has it.")
			.findFirst();
	}

	/**
	 * Where a revision stands.
	 *
	 * @param revision the revision
	 * @param state where it stands
	 * @param changesets where its changesets stand, in order
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
		 * Return whether the database has taken a step of this revision.
		 * @return {@code false} also for what is run again and again
		 */
		boolean isTaken() {
			return this.changesets.stream()
				.anyMatch((status) -> status.changeset().isStep() && status.applied() != null);
		}

		/**
		 * Return the entry of its last changeset.
		 * @return the entry; empty where none has been applied
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
	 * Where a changeset stands.
	 *
	 * @param changeset the changeset
	 * @param state where it stands
	 * @param applied its entry in the history; {@code null} where it has none
	 * @param altered whether it reads differently from what has been applied
	 * @param isConcerned whether neither a context, a label nor the product leaves it out
	 */
	public record ChangesetStatus(Changeset changeset, RevisionState state, @Nullable Applied applied, boolean altered,
			boolean isConcerned) {

	}

}
