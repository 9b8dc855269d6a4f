package dev.migrate.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.RevisionState;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;

/**
 * The rows that a stamp adds to the history and removes from it.
 * <p>
 * Repeatable changesets are on no branch: their rows are added with {@code heads},
 * removed with {@code base}, and kept otherwise. A changeset that a context, a label or
 * the product excludes gets no row.
 *
 * @param stamp the resulting change of the history
 * @param targets absolute references to the target revisions, which do not depend on the
 * history
 * @param added the changesets that get a row
 * @param refreshed the changesets whose row is written again, since their text has
 * changed
 * @param removed the changesets that lose their row
 * @param rows the number of rows in the history afterwards
 */
public record StampPlan(Stamp stamp, List<String> targets, List<Changeset> added, List<Changeset> refreshed,
		List<Changeset> removed, int rows) {

	/**
	 * Plan a stamp that keeps valid rows.
	 * @param status the status of the database
	 * @param references the revision references
	 * @return the plan
	 */
	public static StampPlan of(MigrationStatus status, List<String> references) {
		Targets targets = Targets.of(status, references);
		List<Changeset> added = new ArrayList<>();
		List<Changeset> refreshed = new ArrayList<>();
		List<Changeset> removed = new ArrayList<>();
		int rows = status.missing().size() + status.replaced().size();
		refuseReplaced(status, targets);
		for (RevisionStatus revision : status.revisions()) {
			boolean wanted = targets.wanted().contains(revision.revision());
			boolean unwanted = !wanted && (revision.revision().isStep() || targets.isBase());
			for (ChangesetStatus changeset : revision.changesets()) {
				rows += (changeset.applied() != null) ? 1 : 0;
				if (wanted && changeset.state() == RevisionState.PENDING) {
					((changeset.applied() != null) ? refreshed : added).add(changeset.changeset());
				}
				else if (unwanted && changeset.applied() != null) {
					removed.add(changeset.changeset());
				}
			}
		}
		Stamp stamp = new Stamp(status.graph(), status.current(), targets.reached(status),
				revisions(status, union(added, refreshed)), revisions(status, removed), status.missing(), 0);
		return new StampPlan(stamp, targets.names(), added, refreshed, removed, rows + added.size() - removed.size());
	}

	// With their rows, an upgrade would take the revision that replaces them as applied.
	private static void refuseReplaced(MigrationStatus status, Targets targets) {
		status.replacing()
			.stream()
			.filter((revision) -> !targets.wanted().contains(revision))
			.findFirst()
			.ifPresent((revision) -> {
				throw new CannotProceedException(ErrorCode.REVISIONS_REPLACED, "The history has rows of revisions that "
						+ revision.id() + " replaces, which only --purge removes. Nothing was changed.");
			});
	}

	/**
	 * Plan a stamp that starts from an empty history.
	 * @param status the status of the database
	 * @param references the revision references
	 * @return the plan
	 */
	public static StampPlan purging(MigrationStatus status, List<String> references) {
		Targets targets = Targets.of(status, references);
		List<Changeset> added = new ArrayList<>();
		List<Changeset> removed = new ArrayList<>();
		int purged = status.missing().size() + status.replaced().size();
		for (RevisionStatus revision : status.revisions()) {
			boolean wanted = targets.wanted().contains(revision.revision());
			for (ChangesetStatus changeset : revision.changesets()) {
				purged += (changeset.applied() != null) ? 1 : 0;
				if (wanted && changeset.isConcerned()) {
					added.add(changeset.changeset());
				}
				else if (changeset.applied() != null) {
					removed.add(changeset.changeset());
				}
			}
		}
		Stamp stamp = new Stamp(status.graph(), status.current(), targets.reached(status), revisions(status, added),
				revisions(status, removed), List.of(), purged);
		return new StampPlan(stamp, targets.names(), added, List.of(), removed, added.size());
	}

	/**
	 * Return whether the history is up to date.
	 * @return {@code true} if there is nothing to do
	 */
	public boolean isEmpty() {
		return this.added.isEmpty() && this.refreshed.isEmpty() && this.removed.isEmpty() && this.stamp.purged() == 0;
	}

	private static Set<Changeset> union(List<Changeset> one, List<Changeset> other) {
		Set<Changeset> all = new HashSet<>(one);
		all.addAll(other);
		return all;
	}

	private static List<Revision> revisions(MigrationStatus status, Iterable<Changeset> changesets) {
		Set<Changeset> some = new HashSet<>();
		changesets.forEach(some::add);
		return status.revisions()
			.stream()
			.map(RevisionStatus::revision)
			.filter((revision) -> revision.changesets().stream().anyMatch(some::contains))
			.toList();
	}

	/**
	 * The target revisions of a stamp.
	 *
	 * @param named the referenced revisions
	 * @param wanted the referenced revisions and their ancestors
	 */
	private record Targets(List<Revision> named, Set<Revision> wanted) {

		public static Targets of(MigrationStatus status, List<String> references) {
			RevisionGraph graph = status.graph();
			Set<Revision> named = new LinkedHashSet<>();
			for (String reference : references) {
				named.addAll(graph.resolve(reference, status.applied()));
			}
			Set<Revision> wanted = new HashSet<>(named);
			named.forEach((revision) -> wanted.addAll(graph.ancestors(revision)));
			if (!named.isEmpty() && wanted.containsAll(graph.heads())) {
				wanted.addAll(graph.revisions());
			}
			return new Targets(List.copyOf(named), wanted);
		}

		List<String> names() {
			return isBase() ? List.of("base") : this.named.stream().map(Revision::id).toList();
		}

		boolean isBase() {
			return this.named.isEmpty();
		}

		List<Revision> reached(MigrationStatus status) {
			return status.graph()
				.tips(status.revisions()
					.stream()
					.filter((revision) -> this.wanted.contains(revision.revision())
							&& revision.state() != RevisionState.LEFT_OUT)
					.map(RevisionStatus::revision)
					.toList());
		}

	}

}
