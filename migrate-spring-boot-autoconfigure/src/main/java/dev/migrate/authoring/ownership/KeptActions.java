package dev.migrate.authoring.ownership;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.authoring.ownership.Ownership.LeftAlone;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.AlterColumn;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Replace;
import dev.migrate.change.SchemaObject;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;

/**
 * Keeps the actions of unmanaged foreign keys for which entities define none. A mapping
 * without an action has no opinion about the one of a key that was created by hand.
 */
final class KeptActions {

	private final Ownership ownership;

	private final Changes changes;

	private final List<LeftAlone> leftAlone;

	private KeptActions(Ownership ownership, Proposal proposal) {
		this.ownership = ownership;
		this.changes = proposal.changes();
		this.leftAlone = new ArrayList<>(proposal.leftAlone());
	}

	/**
	 * Let the replacements of unmanaged foreign keys keep their actions.
	 * @param ownership the managed objects
	 * @param proposal the proposal
	 * @return the remaining proposal
	 */
	static Proposal settle(Ownership ownership, Proposal proposal) {
		KeptActions kept = new KeptActions(ownership, proposal);
		List<Change> changes = new ArrayList<>();
		proposal.changes().forEach((change) -> changes.addAll(kept.settle(change)));
		return new Proposal(Changes.of(changes), List.copyOf(kept.leftAlone));
	}

	private List<Change> settle(Change change) {
		if (!(change instanceof Replace replace) || !replace.losesAction()
				|| this.ownership.owns(SchemaObject.of(replace.removedPart()))) {
			return List.of(change);
		}
		ForeignKey from = (ForeignKey) replace.from();
		ForeignKey to = (ForeignKey) replace.to();
		ForeignKey kept = to.withActionsOf(from);
		this.leftAlone.add(new LeftAlone(new Replace(replace.table(), kept, to),
				"no generated changeset created it, and the entities define no other action", List.of()));
		if (!kept.withName("").withClauses(from.clauses()).equals(from.withName(""))) {
			return List.of(new Replace(replace.table(), from, kept));
		}
		boolean prevents = this.changes.stream().anyMatch((other) -> mayNeedWay(other, replace.table(), from));
		return prevents ? List.of(Replace.recreate(replace.table(), from)) : List.of();
	}

	private static boolean mayNeedWay(Change change, QualifiedName table, ForeignKey key) {
		if (change instanceof AlterColumn alter) {
			String column = alter.from().name();
			return alter.concernsValues() && ((alter.table().equals(table) && key.columns().contains(column))
					|| key.references(alter.table(), column));
		}
		PartOfTable removed = change.removedPart();
		return removed != null && !(removed.part() instanceof ForeignKey)
				&& removed.table().equals(key.referencedTable())
				&& key.referencedColumns().stream().anyMatch(removed.part()::dependsOn);
	}

}
