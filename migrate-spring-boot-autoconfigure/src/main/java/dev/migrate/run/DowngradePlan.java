package dev.migrate.run;

import java.util.List;
import java.util.stream.Stream;

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
 * @param leftBehind the repeatable changesets that came with these revisions and have no
 * rollback, with what they leave behind, one line each
 */
public record DowngradePlan(RevisionGraph graph, String reference, List<Revision> from, List<Revision> to,
		List<UndoneRevision> revisions, List<String> leftBehind) {

	public DowngradePlan {
		from = List.copyOf(from);
		to = List.copyOf(to);
		revisions = List.copyOf(revisions);
		leftBehind = List.copyOf(leftBehind);
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
		return undoneChangesets().flatMap((changeset) -> changeset.losses().stream()).toList();
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
		return undoneChangesets().map(UndoneChangeset::changeset).toList();
	}

	/**
	 * Return the changesets that were only marked as run.
	 * @return those changesets, whose rows are removed
	 */
	List<Changeset> marked() {
		return undoneChangesets().filter((undone) -> !undone.ran()).map(UndoneChangeset::changeset).toList();
	}

	private Stream<UndoneChangeset> undoneChangesets() {
		return this.revisions.stream().flatMap((revision) -> revision.changesets().stream());
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
	 * @param ran whether the changeset has run; one that was only marked as run loses its
	 * row in the history, and nothing else
	 */
	public record UndoneChangeset(Changeset changeset, List<String> statements, List<String> losses, boolean ran) {

		public UndoneChangeset {
			statements = List.copyOf(statements);
			losses = List.copyOf(losses);
		}

	}

}
