package dev.migrate.changelog;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.change.Change;
import dev.migrate.change.Change.Aspect;
import dev.migrate.change.Changes;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Says what makes no sense once the drop of a primary key is left alone.
 */
final class StayingKeys {

	private StayingKeys() {
	}

	/**
	 * Find what a primary key that stays forbids, and what it does already.
	 * @param changes the changes
	 * @param leftAlone those that are left alone
	 * @return the changes to be left alone too, each with its reason
	 */
	static Map<Change, String> objections(Changes changes, Collection<Change> leftAlone) {
		Map<Change, String> objections = new LinkedHashMap<>();
		for (Change left : leftAlone) {
			if (left instanceof Change.DropPrimaryKey key) {
				changes.stream()
					.filter((change) -> !leftAlone.contains(change))
					.forEach((change) -> objection(change, key).ifPresent((reason) -> objections.put(change, reason)));
			}
		}
		return objections;
	}

	private static Optional<String> objection(Change change, Change.DropPrimaryKey key) {
		Set<String> columns = Set.copyOf(key.key().columns());
		if (change instanceof Change.AlterColumn alter && alter.aspect() == Aspect.NULLABILITY && alter.to().nullable()
				&& alter.table().equals(key.table()) && columns.contains(alter.to().name())) {
			return Optional.of("it is in a primary key that is left alone");
		}
		if (change instanceof Change.AddUniqueKey add && !add.replacement() && add.table().equals(key.table())
				&& columns.equals(Set.copyOf(add.key().columns()))) {
			return Optional.of("a primary key that is left alone says the same");
		}
		return Optional.empty();
	}

	/**
	 * Take out foreign keys that would go and come back for the sake of a primary key
	 * that stays.
	 * @param changes the changes that are proposed
	 * @param leftAlone those that are left alone
	 * @return the rest
	 */
	static Changes withoutIdleReplacements(Changes changes, Collection<Change> leftAlone) {
		Set<Place> staying = new HashSet<>();
		for (Change left : leftAlone) {
			if (left instanceof Change.DropPrimaryKey drop) {
				drop.key().columns().forEach((column) -> staying.add(new Place(drop.table(), column)));
			}
		}
		Set<Place> moving = new HashSet<>();
		Set<Reference> comingBack = new HashSet<>();
		for (Change change : changes) {
			if (change instanceof Change.AlterColumn alter
					&& (alter.aspect() == Aspect.TYPE || alter.aspect() == Aspect.FORMULA)) {
				moving.add(new Place(alter.table(), alter.to().name()));
			}
			else if (change instanceof Change.DropPrimaryKey drop) {
				drop.key().columns().forEach((column) -> moving.add(new Place(drop.table(), column)));
			}
			else if (change instanceof Change.AddForeignKey add && add.replacement()) {
				comingBack.add(Reference.of(add.table(), add.key()));
			}
		}
		Set<Reference> idle = new HashSet<>();
		for (Change change : changes) {
			if (change instanceof Change.DropForeignKey drop && drop.replacement()) {
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
		if (change instanceof Change.DropForeignKey drop && drop.replacement()) {
			return Reference.of(drop.table(), drop.key());
		}
		if (change instanceof Change.AddForeignKey add && add.replacement()) {
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
			return new Reference(table, new ForeignKey("", key.columns(), key.referencedTable(),
					key.referencedColumns(), key.onDelete(), key.onUpdate(), key.deferral()));
		}

		Set<Place> places() {
			Set<Place> places = new HashSet<>();
			this.key.columns().forEach((column) -> places.add(new Place(this.table, column)));
			this.key.referencedColumns().forEach((column) -> places.add(new Place(this.key.referencedTable(), column)));
			return places;
		}

	}

}
