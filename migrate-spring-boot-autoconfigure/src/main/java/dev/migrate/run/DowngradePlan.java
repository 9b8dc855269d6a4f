package dev.migrate.run;

import java.util.List;

import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;

/**
 * The revisions that a downgrade undoes, in that order.
 *
 * @param graph the revisions of the changelog
 * @param reference the revision reference to downgrade to
 * @param from the revisions that the database is at
 * @param to the revisions that the database is at afterwards; empty for {@code base}
 * @param revisions the revisions to undo, the newest in the graph first
 */
public record DowngradePlan(RevisionGraph graph, String reference, List<Revision> from, List<Revision> to,
		List<UndoneRevision> revisions) {

	public DowngradePlan {
		from = List.copyOf(from);
		to = List.copyOf(to);
		revisions = List.copyOf(revisions);
	}

	/**
	 * Return whether there is nothing to undo.
	 * @return {@code true} if the database is at the target already
	 */
	public boolean isEmpty() {
		return this.revisions.isEmpty();
	}

	/**
	 * Return which rows are lost.
	 * @return one line for each loss
	 */
	public List<String> losses() {
		return this.revisions.stream()
			.flatMap((revision) -> revision.changesets().stream())
			.flatMap((changeset) -> changeset.losses().stream())
			.toList();
	}

	/**
	 * Return the revisions to undo, without their changesets.
	 * @return the revisions, the newest in the graph first
	 */
	public List<Revision> undone() {
		return this.revisions.stream().map(UndoneRevision::revision).toList();
	}

	boolean isSameAs(DowngradePlan other) {
		return this.from.equals(other.from) && this.to.equals(other.to) && this.revisions.equals(other.revisions);
	}

	public List<Changeset> changesets() {
		return this.revisions.stream()
			.flatMap((revision) -> revision.changesets().stream())
			.map(UndoneChangeset::changeset)
			.toList();
	}

	/**
	 * A revision to undo.
	 *
	 * @param revision the revision
	 * @param changesets its applied changesets, the last first
	 */
	public record UndoneRevision(Revision revision, List<UndoneChangeset> changesets) {

		public UndoneRevision {
			changesets = List.copyOf(changesets);
		}

	}

	/**
	 * A changeset to undo.
	 *
	 * @param changeset the changeset
	 * @param statements the statements that undo it, as far as they are known before the
	 * run
	 * @param losses which rows are lost, one line each
	 */
	public record UndoneChangeset(Changeset changeset, List<String> statements, List<String> losses) {

		public UndoneChangeset {
			statements = List.copyOf(statements);
			losses = List.copyOf(losses);
		}

	}

}
