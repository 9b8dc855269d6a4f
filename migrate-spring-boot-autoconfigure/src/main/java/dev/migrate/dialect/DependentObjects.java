package dev.migrate.dialect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ColumnChange.Aspect;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.Role;
import dev.migrate.schema.Check;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * The objects that prevent a column from being changed on some products. They are dropped
 * before the change and recreated after it.
 */
public final class DependentObjects {

	private DependentObjects() {
	}

	/**
	 * Drop and recreate the checks that mention a column whose type changes.
	 * @param changes the changes
	 * @param current the schema as it is, in canonical form
	 * @return the changes and those that drop and recreate the dependent objects
	 */
	public static Changes recreateChecks(Changes changes, Schema current) {
		Set<Change> all = new LinkedHashSet<>(changes.asList());
		for (Change change : changes) {
			if (change instanceof ColumnChange.AlterColumn alter && alter.aspect() == Aspect.TYPE) {
				checks(current, alter.table()).stream()
					.filter((check) -> check.dependsOn(alter.from().name())
							&& !isDropped(check, alter.table(), changes))
					.forEach((check) -> {
						all.add(new ConstraintChange.DropCheck(alter.table(), check, Role.REPLACEMENT));
						all.add(new ConstraintChange.AddCheck(alter.table(), check, Role.REPLACEMENT));
					});
			}
		}
		return Changes.of(all);
	}

	/**
	 * Drop and recreate the checks, keys and indexes of columns whose type or nullability
	 * changes. Their foreign keys are dropped already.
	 * @param changes the changes
	 * @param current the schema as it is, in canonical form
	 * @return the changes and those that drop and recreate the dependent objects
	 */
	public static Changes recreateAll(Changes changes, Schema current) {
		Set<Change> all = new LinkedHashSet<>(recreateChecks(changes, current).asList());
		List<Change> before = List.copyOf(all);
		for (Change change : changes) {
			if (change instanceof ColumnChange.AlterColumn alter
					&& (alter.aspect() == Aspect.TYPE || alter.aspect() == Aspect.NULLABILITY)) {
				current.table(alter.table())
					.ifPresent((table) -> dependents(table, alter.from().name())
						.filter((drop) -> before.stream().noneMatch((other) -> isSameDrop(drop, other)))
						.forEach((drop) -> {
							all.add(drop);
							all.add(drop.reverse());
						}));
			}
		}
		return Changes.of(all);
	}

	private static Stream<Change> dependents(Table table, String column) {
		Stream<Change> primaryKey = Stream.ofNullable(table.primaryKey())
			.filter((key) -> key.dependsOn(column))
			.map((key) -> new ConstraintChange.DropPrimaryKey(table.name(), key, Role.REPLACEMENT));
		Stream<Change> uniqueKeys = table.uniqueKeys()
			.stream()
			.filter((key) -> key.dependsOn(column))
			.map((key) -> new ConstraintChange.DropUniqueKey(table.name(), key, Role.REPLACEMENT));
		Stream<Change> indexes = table.indexes()
			.stream()
			.filter((index) -> index.definition() == null
					&& index.parts().stream().anyMatch((part) -> column.equals(part.column())))
			.map((index) -> new IndexChange.DropIndex(table.name(), index, Role.REPLACEMENT));
		return Stream.of(primaryKey, uniqueKeys, indexes).flatMap((drops) -> drops);
	}

	private static boolean isSameDrop(Change drop, Change other) {
		if (drop instanceof ConstraintChange.DropPrimaryKey key) {
			return other instanceof ConstraintChange.DropPrimaryKey same && same.table().equals(key.table());
		}
		if (drop instanceof ConstraintChange.DropUniqueKey key) {
			return other instanceof ConstraintChange.DropUniqueKey same && same.table().equals(key.table())
					&& same.key().equals(key.key());
		}
		return drop instanceof IndexChange.DropIndex index && other instanceof IndexChange.DropIndex same
				&& same.table().equals(index.table()) && same.index().equals(index.index());
	}

	private static boolean isDropped(Check check, QualifiedName table, Changes changes) {
		return changes.stream()
			.anyMatch((change) -> change instanceof ConstraintChange.DropCheck drop && drop.table().equals(table)
					&& drop.check().equals(check));
	}

	private static List<Check> checks(Schema current, QualifiedName table) {
		return current.table(table).map(Table::checks).orElse(List.of());
	}

}
