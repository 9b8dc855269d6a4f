package dev.migrate;

import java.util.List;
import java.util.function.Function;

import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.changelog.Divergence;
import dev.migrate.changelog.Ownership.Proposal;
import dev.migrate.changelog.Revision;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationStatus.RevisionStatus;

/**
 * Whether the entities, the changelog and the database agree.
 *
 * @param database the name of the database in this application
 * @param pending the ids of the revisions that are pending
 * @param heads the ids of the heads of the changelog
 * @param divergence what lies between several heads, in whole sentences
 * @param compared whether entities were compared; an application without JPA has none
 * @param changes what the entities ask for and the database has not
 * @param leftAlone what differs and is nobody's fault
 * @param notes what could not be told, in whole sentences
 */
public record CheckView(String database, List<String> pending, List<String> heads, List<String> divergence,
		boolean compared, List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes) {

	static CheckView withoutEntities(String database, MigrationStatus status,
			Function<List<Revision>, Divergence> divergence) {
		return new CheckView(database, pending(status), StatusView.ids(status.heads()), notes(status, divergence),
				false, List.of(), List.of(), List.of());
	}

	static CheckView of(String database, MigrationStatus status, Comparison comparison, Proposal proposal,
			Function<List<Revision>, Divergence> divergence) {
		return new CheckView(database, pending(status), StatusView.ids(status.heads()), notes(status, divergence), true,
				proposal.changes()
					.stream()
					.map((change) -> ChangeView.of(change, proposal.changes(), comparison.current().dialect()))
					.toList(),
				proposal.leftAlone().stream().map(LeftAloneView::of).toList(), comparison.notes());
	}

	private static List<String> notes(MigrationStatus status, Function<List<Revision>, Divergence> divergence) {
		List<Revision> heads = status.graph().heads();
		return (heads.size() > 1) ? divergence.apply(heads).notes() : List.of();
	}

	private static List<String> pending(MigrationStatus status) {
		return StatusView.ids(status.pending().stream().map(RevisionStatus::revision).toList());
	}

	/**
	 * Return whether all agree.
	 * @return {@code true} where nothing is pending, there is one head at most and
	 * nothing differs
	 */
	public boolean agrees() {
		return this.pending.isEmpty() && this.heads.size() <= 1 && this.changes.isEmpty();
	}

}
