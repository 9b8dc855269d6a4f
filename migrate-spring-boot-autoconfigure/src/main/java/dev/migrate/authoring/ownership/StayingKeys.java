package dev.migrate.authoring.ownership;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.authoring.ownership.Ownership.LeftAlone;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Replace;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.UniqueKey;

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
		List<StayingKey> staying = proposal.leftAlone()
			.stream()
			.flatMap((left) -> StayingKey.of(left.change()).stream())
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

	private static Optional<String> objection(Change change, StayingKey key) {
		Set<String> columns = Set.copyOf(key.columns());
		if (change instanceof AlterColumn alter && alter.aspect() == Aspect.NULLABILITY && alter.to().nullable()
				&& alter.table().equals(key.table()) && columns.contains(alter.to().name())) {
			return Optional.of("it is in a primary key that is left alone");
		}
		if (change instanceof Create create && create.isPartOf(key.table()) && create.part() instanceof UniqueKey unique
				&& columns.equals(Set.copyOf(unique.columns()))) {
			return Optional.of("a primary key that is left alone has the same columns");
		}
		return Optional.empty();
	}

	private static Changes withoutIdleReplacements(Changes changes, List<StayingKey> keys) {
		Set<Place> staying = new HashSet<>();
		keys.forEach((key) -> staying.addAll(places(key.table(), key.columns())));
		Set<Place> moving = new HashSet<>();
		for (Change change : changes) {
			if (change instanceof AlterColumn alter
					&& (alter.aspect() == Aspect.TYPE || alter.aspect() == Aspect.FORMULA)) {
				moving.add(new Place(alter.table(), alter.to().name()));
			}
			else if (change instanceof Replace replace && replace.from() instanceof PrimaryKey key) {
				moving.addAll(places(replace.table(), key.columns()));
			}
			else {
				StayingKey.of(change).ifPresent((dropped) -> moving.addAll(places(dropped.table(), dropped.columns())));
			}
		}
		return changes.filter((change) -> !isIdle(change, staying, moving));
	}

	private static boolean isIdle(Change change, Set<Place> staying, Set<Place> moving) {
		if (!(change instanceof Replace replace) || !(replace.from() instanceof ForeignKey key)
				|| !key.withName("").equals(replace.to().withName(""))) {
			return false;
		}
		Set<Place> places = new HashSet<>(places(replace.table(), key.columns()));
		places.addAll(places(key.referencedTable(), key.referencedColumns()));
		return places.stream().anyMatch(staying::contains) && places.stream().noneMatch(moving::contains);
	}

	private static List<Place> places(QualifiedName table, List<String> columns) {
		return columns.stream().map((column) -> new Place(table, column)).toList();
	}

	/**
	 * The columns of a primary key that is dropped, or would be.
	 */
	private record StayingKey(QualifiedName table, List<String> columns) {

		static Optional<StayingKey> of(Change change) {
			return (change instanceof Drop drop && drop.part() instanceof PrimaryKey key)
					? Optional.of(new StayingKey(drop.object(), key.columns())) : Optional.empty();
		}

	}

	/**
	 * A column of a table.
	 */
	private record Place(QualifiedName table, String column) {

	}

}
