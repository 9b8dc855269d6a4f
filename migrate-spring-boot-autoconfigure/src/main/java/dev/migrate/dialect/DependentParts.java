package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;

/**
 * Finds the parts of a table that prevent a column from being altered on some products.
 */
public final class DependentParts {

	private DependentParts() {
	}

	/**
	 * Find the checks that mention a column whose type changes.
	 * @param change the change
	 * @param current the schema as it is, in canonical form
	 * @return the checks
	 */
	public static List<PartOfTable> checks(Change change, Schema current) {
		if (!(change instanceof AlterColumn alter) || alter.aspect() != Aspect.TYPE) {
			return List.of();
		}
		return current.table(alter.table())
			.stream()
			.flatMap((table) -> dependents(table, table.checks(), alter).stream())
			.toList();
	}

	/**
	 * Find the checks, keys and indexes of a column whose type or nullability changes.
	 * Its foreign keys are dropped already.
	 * @param change the change
	 * @param current the schema as it is, in canonical form
	 * @return the parts
	 */
	public static List<PartOfTable> all(Change change, Schema current) {
		List<PartOfTable> parts = new ArrayList<>(checks(change, current));
		if (!(change instanceof AlterColumn alter)
				|| (alter.aspect() != Aspect.TYPE && alter.aspect() != Aspect.NULLABILITY)) {
			return parts;
		}
		Optional<Table> found = current.table(alter.table());
		if (found.isPresent()) {
			Table table = found.get();
			PrimaryKey key = table.primaryKey();
			parts.addAll(dependents(table, (key != null) ? List.of(key) : List.of(), alter));
			parts.addAll(dependents(table, table.uniqueKeys(), alter));
			parts.addAll(dependents(table,
					table.indexes().stream().filter((index) -> index.definition() == null).toList(), alter));
		}
		return List.copyOf(parts);
	}

	/**
	 * Find all that is on a column whose generation expression changes. The column is
	 * dropped and added, when the change is applied or when it is undone, and some
	 * products silently drop with it what is on it.
	 * @param change the change
	 * @param current the schema as it is, in canonical form
	 * @return the parts
	 */
	public static List<PartOfTable> ofRecreated(Change change, Schema current) {
		if (!(change instanceof AlterColumn alter) || alter.aspect() != Aspect.FORMULA) {
			return List.of();
		}
		List<PartOfTable> parts = new ArrayList<>();
		for (Table table : current.tables()) {
			table.foreignKeys()
				.stream()
				.filter((key) -> key.references(alter.table(), alter.from().name())
						|| (table.name().equals(alter.table()) && key.dependsOn(alter.from().name())))
				.forEach((key) -> parts.add(new PartOfTable(table.name(), key)));
		}
		current.table(alter.table()).ifPresent((table) -> {
			parts.addAll(dependents(table, table.checks(), alter));
			parts.addAll(dependents(table, Stream.ofNullable(table.primaryKey()).toList(), alter));
			parts.addAll(dependents(table, table.uniqueKeys(), alter));
			parts.addAll(dependents(table, table.indexes(), alter));
		});
		return List.copyOf(parts);
	}

	private static List<PartOfTable> dependents(Table table, List<? extends TablePart> parts, AlterColumn alter) {
		return parts.stream()
			.filter((part) -> part.dependsOn(alter.from().name()))
			.map((part) -> new PartOfTable(table.name(), part))
			.toList();
	}

}
