package dev.migrate.change;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Divides changes into units and orders these.
 */
final class Units {

	private final List<Change> changes;

	private final List<Replace> obstacles = new ArrayList<>();

	/**
	 * The number of the group that each change is in.
	 */
	private final List<Integer> groups = new ArrayList<>();

	private final Map<Change, List<DependentObject>> dependents;

	private final Map<Change, List<DependentObject>> dependentsOfReverse;

	/**
	 * The changes that are left out when they are carried out, and undone.
	 */
	private final Set<Change> onlyUndone = new HashSet<>();

	private final BitSet newObjects = new BitSet();

	private final Set<QualifiedName> createdTables;

	private final Set<QualifiedName> droppedTables;

	private Units(Changes changes, Obstacles product) {
		this.changes = new ArrayList<>(changes.asList());
		for (int i = 0; i < this.changes.size(); i++) {
			this.groups.add(i);
		}
		this.createdTables = tables(Create.class);
		this.droppedTables = tables(Drop.class);
		for (int i = 0; i < changes.asList().size(); i++) {
			for (PartOfTable part : product.parts(this.changes.get(i))) {
				join(i, removal(part));
			}
		}
		for (int i = 0; i < changes.asList().size(); i++) {
			int before = this.changes.size();
			for (PartOfTable part : product.parts(this.changes.get(i).reverse())) {
				join(i, removal(part));
			}
			this.onlyUndone.addAll(this.changes.subList(before, this.changes.size()));
		}
		this.dependents = changes.dependents(product);
		this.dependentsOfReverse = changes.dependentsOfReverse(product);
		joinPrevented(this.dependents);
		joinPrevented(this.dependentsOfReverse);
	}

	private void joinPrevented(Map<Change, List<DependentObject>> dependents) {
		Map<DependentObject, Integer> prevented = new HashMap<>();
		for (int i = 0; i < this.changes.size(); i++) {
			for (DependentObject object : dependents.getOrDefault(this.changes.get(i), List.of())) {
				Integer other = prevented.putIfAbsent(object, i);
				if (other != null) {
					join(i, other);
				}
			}
		}
	}

	/**
	 * Divide changes into units.
	 * @param changes the changes
	 * @param obstacles what prevents a change on the product
	 * @return the units, in the order in which they are carried out
	 */
	static List<Unit> of(Changes changes, Obstacles obstacles) {
		Units units = new Units(changes, obstacles);
		units.joinNewObjects();
		units.joinAll(Units::areOfOneColumn);
		units.joinAll(Units::isRemovedForColumn);
		units.joinAll(Units::setsColumnToNull);
		units.joinAll(Units::isRemovedForKey);
		units.joinAll(Units::haveOneName);
		units.joinDroppedTables();
		return units.ordered();
	}

	private Set<QualifiedName> tables(Class<? extends ElementChange> kind) {
		return this.changes.stream()
			.filter(kind::isInstance)
			.map((change) -> ((ElementChange) change).element())
			.filter(Table.class::isInstance)
			.map((table) -> ((Table) table).name())
			.collect(Collectors.toSet());
	}

	// Find the change that removes an obstacle, or add one that recreates it.
	private int removal(PartOfTable part) {
		int index = 0;
		while (index < this.changes.size() && !part.equals(this.changes.get(index).removedPart())) {
			index++;
		}
		if (index == this.changes.size()) {
			this.groups.add(index);
			this.changes.add(Replace.recreate(part.table(), part.part()));
		}
		if (this.changes.get(index) instanceof Replace replace) {
			this.obstacles.add(replace);
		}
		return index;
	}

	private void joinNewObjects() {
		IntStream.range(0, this.changes.size())
			.filter((index) -> this.changes.get(index) instanceof Create create && isNew(create))
			.forEach(this.newObjects::set);
		this.newObjects.stream().forEach((index) -> this.groups.set(index, this.newObjects.nextSetBit(0)));
	}

	private boolean isNew(Create create) {
		TablePart part = create.part();
		if (part == null) {
			return true;
		}
		if (!this.createdTables.contains(create.object())) {
			return false;
		}
		return !(part instanceof ForeignKey key) || this.createdTables.contains(key.referencedTable())
				|| this.changes.stream().noneMatch((other) -> prepares(other, key));
	}

	private static boolean prepares(Change other, ForeignKey key) {
		if (other instanceof Create create && create.isPartOf(key.referencedTable())) {
			return !(create.part() instanceof ForeignKey);
		}
		return (other instanceof Replace replace && replace.table().equals(key.referencedTable()))
				|| (other instanceof AlterColumn alter && key.references(alter.table(), alter.from().name()));
	}

	private static boolean areOfOneColumn(Change one, Change other) {
		ColumnOfTable column = ColumnOfTable.of(one);
		return column != null && column.equals(ColumnOfTable.of(other));
	}

	// Return whether an object is dropped or replaced so that a column can change.
	private static boolean isRemovedForColumn(Change one, Change other) {
		if (!(one instanceof FillColumn) && !(one instanceof AlterColumn alter && alter.concernsValues())) {
			return false;
		}
		ColumnOfTable column = Objects.requireNonNull(ColumnOfTable.of(one));
		if (other instanceof AlterColumn generated && generated.aspect() == Aspect.FORMULA) {
			return generated.table().equals(column.table())
					&& (generated.from().dependsOn(column.name()) || generated.to().dependsOn(column.name()));
		}
		return parts(other.removedPart(), (other instanceof Replace) ? other.createdPart() : null)
			.anyMatch((part) -> column.isUsedBy(part));
	}

	// Some products accept a foreign key that sets a column to null only while the column
	// accepts null.
	private static boolean setsColumnToNull(Change one, Change other) {
		if (!(one instanceof AlterColumn alter) || alter.aspect() != Aspect.NULLABILITY) {
			return false;
		}
		return parts(other.removedPart(), other.createdPart()).anyMatch((part) -> part.table().equals(alter.table())
				&& part.part() instanceof ForeignKey key && key.columns().contains(alter.from().name())
				&& (key.onDelete() == ForeignKey.Action.SET_NULL || key.onUpdate() == ForeignKey.Action.SET_NULL));
	}

	// Return whether a foreign key is dropped or replaced so that the key that it refers
	// to can be dropped, replaced or created.
	private static boolean isRemovedForKey(Change one, Change other) {
		if (one instanceof Create create) {
			return other instanceof Replace replace && refersTo(replace.createdPart(), create.createdPart());
		}
		if (one instanceof Drop && other instanceof Drop) {
			return false;
		}
		return parts(one.removedPart(), one.createdPart()).anyMatch((key) -> refersTo(other.removedPart(), key)
				|| (other instanceof Replace && refersTo(other.createdPart(), key)));
	}

	private static boolean refersTo(@Nullable PartOfTable referencing, @Nullable PartOfTable key) {
		return key != null && isKey(key.part()) && referencing != null
				&& referencing.part() instanceof ForeignKey foreignKey
				&& foreignKey.referencedTable().equals(key.table())
				&& foreignKey.referencedColumns().stream().allMatch(key.part()::dependsOn);
	}

	private static boolean isKey(TablePart part) {
		return part instanceof PrimaryKey || part instanceof UniqueKey
				|| (part instanceof Index index && index.unique());
	}

	private static Stream<PartOfTable> parts(@Nullable PartOfTable first, @Nullable PartOfTable second) {
		return Stream.of(first, second).filter(Objects::nonNull);
	}

	private static boolean haveOneName(Change one, Change other) {
		PartOfTable dropped = one.removedPart();
		PartOfTable created = other.createdPart();
		if (dropped == null || created == null || dropped.part() instanceof Column
				|| created.part() instanceof Column) {
			return false;
		}
		// On some products, every primary key has the same name.
		boolean keys = dropped.part() instanceof PrimaryKey && created.part() instanceof PrimaryKey;
		return !keys && !dropped.part().name().isEmpty() && dropped.part().name().equals(created.part().name())
				&& Objects.equals(dropped.table().schema(), created.table().schema());
	}

	private void joinDroppedTables() {
		Map<QualifiedName, Integer> tables = new HashMap<>();
		List<Integer> parts = new ArrayList<>();
		for (int i = 0; i < this.changes.size(); i++) {
			if (this.changes.get(i) instanceof Drop drop) {
				if (drop.element() instanceof Table table) {
					tables.put(table.name(), i);
				}
				else if (drop.part() != null && this.droppedTables.contains(drop.object()) && isAlone(i)) {
					parts.add(i);
				}
			}
		}
		int foreignKey = -1;
		for (int index : parts) {
			Drop drop = (Drop) this.changes.get(index);
			if (!(drop.part() instanceof ForeignKey)) {
				join(Objects.requireNonNull(tables.get(drop.object())), index);
				continue;
			}
			// A foreign key is dropped before the keys and tables that others refer to.
			if (foreignKey >= 0) {
				join(foreignKey, index);
			}
			foreignKey = index;
		}
	}

	private boolean isAlone(int index) {
		return Collections.frequency(this.groups, this.groups.get(index)) == 1;
	}

	// New objects are in one unit already, so that the changes of a first revision are
	// not
	// compared with each other.
	private void joinAll(BiPredicate<Change, Change> belongTogether) {
		for (int one = 0; one < this.changes.size(); one++) {
			int other = this.newObjects.get(one) ? this.newObjects.nextClearBit(0) : 0;
			while (other < this.changes.size()) {
				if (one != other && belongTogether.test(this.changes.get(one), this.changes.get(other))) {
					join(one, other);
				}
				other = this.newObjects.get(one) ? this.newObjects.nextClearBit(other + 1) : other + 1;
			}
		}
	}

	private void join(int one, int other) {
		int kept = Math.min(this.groups.get(one), this.groups.get(other));
		int joined = Math.max(this.groups.get(one), this.groups.get(other));
		this.groups.replaceAll((group) -> (group == joined) ? kept : group);
	}

	private List<Unit> ordered() {
		Map<Integer, List<Change>> members = new LinkedHashMap<>();
		for (int i = 0; i < this.changes.size(); i++) {
			members.computeIfAbsent(this.groups.get(i), (group) -> new ArrayList<>()).add(this.changes.get(i));
		}
		members.values().forEach(this::addDependents);
		List<Unit> units = new ArrayList<>();
		members.values().forEach((changes) -> units.add(Unit.of(changes, this.obstacles, this.onlyUndone)));
		units.sort(Comparator.comparing(Unit::stage).thenComparing(Unit::phase));
		return List.copyOf(units);
	}

	// They are dropped before all other changes of their unit and created after them.
	private void addDependents(List<Change> members) {
		Set<DependentObject> always = dependents(members, this.dependents);
		Set<DependentObject> whenUndone = dependents(members, this.dependentsOfReverse);
		whenUndone.removeAll(always);
		recreated(always).forEach(members::add);
		recreated(whenUndone).forEach((change) -> {
			members.add(change);
			this.onlyUndone.add(change);
		});
	}

	private static Set<DependentObject> dependents(List<Change> members,
			Map<Change, List<DependentObject>> dependents) {
		return members.stream()
			.flatMap((change) -> dependents.getOrDefault(change, List.of()).stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static List<Change> recreated(Set<DependentObject> objects) {
		if (objects.isEmpty()) {
			return List.of();
		}
		DependentObjects recreated = DependentObjects.of(objects);
		return List.of(Drop.of(recreated), Create.of(recreated));
	}

	/**
	 * A column that a change is about.
	 *
	 * @param table the table
	 * @param name the name of the column
	 */
	private record ColumnOfTable(QualifiedName table, String name) {

		static @Nullable ColumnOfTable of(Change change) {
			if (change instanceof Create create && create.part() instanceof Column column) {
				return new ColumnOfTable(create.object(), column.name());
			}
			if (change instanceof AlterColumn alter) {
				return new ColumnOfTable(alter.table(), alter.from().name());
			}
			return (change instanceof FillColumn fill) ? new ColumnOfTable(fill.table(), fill.column().name()) : null;
		}

		boolean isUsedBy(PartOfTable part) {
			return (this.table.equals(part.table()) && part.part().dependsOn(this.name))
					|| (part.part() instanceof ForeignKey key && key.references(this.table, this.name));
		}

	}

}
