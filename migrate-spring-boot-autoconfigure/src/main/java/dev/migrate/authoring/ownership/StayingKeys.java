package dev.migrate.authoring.ownership;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.authoring.ownership.Ownership.LeftAlone;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ColumnChange.Aspect;
import dev.migrate.change.ConstraintChange;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Removes changes that conflict with a kept primary key.
 */
final class StayingKeys {

	private StayingKeys() {
	}

	/**
	 * Remove the changes that a kept primary key forbids or makes redundant, and the
	 * recreation of foreign keys on its behalf.
	 * @param proposal the proposal
	 * @return the remaining proposal
	 */
	static Proposal settle(Proposal proposal) {
		List<ConstraintChange.DropPrimaryKey> staying = proposal.leftAlone()
			.stream()
			.map(LeftAlone::change)
			.filter(ConstraintChange.DropPrimaryKey.class::isInstance)
			.map(ConstraintChange.DropPrimaryKey.class::cast)
			.toList();
		List<LeftAlone> leftAlone = new ArrayList<>(proposal.leftAlone());
		Set<Change> taken = new HashSet<>();
		for (Change change : proposal.changes()) {
			staying.stream().flatMap((key) -> objection(change, key).stream()).findFirst().ifPresent((reason) -> {
				taken.add(change);
				leftAlone.add(new LeftAlone(change, reason, List.of()));
			});
		}
		Changes changes = proposal.changes().filter((change) -> !taken.contains(change));
		return new Proposal(withoutIdleReplacements(changes, staying), List.copyOf(leftAlone));
	}

	private static Optional<String> objection(Change change, ConstraintChange.DropPrimaryKey key) {
		Set<String> columns = Set.copyOf(key.key().columns());
		if (change instanceof ColumnChange.AlterColumn alter && alter.aspect() == Aspect.NULLABILITY
				&& alter.to().nullable() && alter.table().equals(key.table()) && columns.contains(alter.to().name())) {
			return Optional.of("it is in a primary key that is left alone");
		}
		if (change instanceof ConstraintChange.AddUniqueKey add && !add.isReplacement()
				&& add.table().equals(key.table()) && columns.equals(Set.copyOf(add.key().columns()))) {
			return Optional.of("a primary key that is left alone says the same");
		}
		return Optional.empty();
	}

	private static Changes withoutIdleReplacements(Changes changes, List<ConstraintChange.DropPrimaryKey> keys) {
		Set<Place> staying = new HashSet<>();
		keys.forEach((drop) -> drop.key().columns().forEach((column) -> staying.add(new Place(drop.table(), column))));
		Set<Place> moving = new HashSet<>();
		Set<Reference> comingBack = new HashSet<>();
		for (Change change : changes) {
			if (change instanceof ColumnChange.AlterColumn alter
					&& (alter.aspect() == Aspect.TYPE || alter.aspect() == Aspect.FORMULA)) {
				moving.add(new Place(alter.table(), alter.to().name()));
			}
			else if (change instanceof ConstraintChange.DropPrimaryKey drop) {
				drop.key().columns().forEach((column) -> moving.add(new Place(drop.table(), column)));
			}
			else if (change instanceof ConstraintChange.AddForeignKey add && add.isReplacement()) {
				comingBack.add(Reference.of(add.table(), add.key()));
			}
		}
		Set<Reference> idle = new HashSet<>();
		for (Change change : changes) {
			if (change instanceof ConstraintChange.DropForeignKey drop && drop.isReplacement()) {
				Reference reference = Reference.of(drop.table(), drop.key());
				Set<Place> places = reference.places();
				if (comingBack.contains(reference) && places.stream().anyMatch(staying::contains)
						&& places.stream().noneMatch(moving::contains)) {
					idle.add(reference);
				}
			}
		}
		return changes.filter((change) -> !idle.contains(replaced(change)));
	}

	private static @Nullable Reference replaced(Change change) {
		if (change instanceof ConstraintChange.DropForeignKey drop && drop.isReplacement()) {
			return Reference.of(drop.table(), drop.key());
		}
		if (change instanceof ConstraintChange.AddForeignKey add && add.isReplacement()) {
			return Reference.of(add.table(), add.key());
		}
		return null;
	}

	/**
	 * A column of a table.
	 */
	private record Place(QualifiedName table, String column) {

	}

	/**
	 * A foreign key of a table, whatever its name.
	 */
	private record Reference(QualifiedName table, ForeignKey key) {

		static Reference of(QualifiedName table, ForeignKey key) {
			return new Reference(table, key.withName(""));
		}

		Set<Place> places() {
			Set<Place> places = new HashSet<>();
			this.key.columns().forEach((column) -> places.add(new Place(this.table, column)));
			this.key.referencedColumns().forEach((column) -> places.add(new Place(this.key.referencedTable(), column)));
			return places;
		}

	}

}
