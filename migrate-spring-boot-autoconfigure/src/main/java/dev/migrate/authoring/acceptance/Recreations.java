package dev.migrate.authoring.acceptance;

import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Replace;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.TablePart;

/**
 * The recreations among changes: what is dropped and added again as it is, since what it
 * depends on changes. They are no differences.
 *
 * @param changes the recreations
 */
record Recreations(Set<Change> changes) {

	static Recreations in(Changes changes) {
		Set<Change> all = Set.copyOf(changes.asList());
		return new Recreations(all.stream().filter((change) -> isRecreation(change, all)).collect(Collectors.toSet()));
	}

	private static boolean isRecreation(Change change, Set<Change> all) {
		if (change instanceof AlterColumn alter) {
			// A generation expression is dropped and added again.
			return alter.aspect() == Aspect.FORMULA && all.contains(alter.reverse());
		}
		return change instanceof Replace replace && replace.isRecreation();
	}

	boolean has(Change change) {
		return this.changes.contains(change);
	}

	/**
	 * Leave out the recreations that no other change needs.
	 * @param remaining the changes, some of which are recreations
	 * @return the changes without idle recreations
	 */
	Changes withoutIdle(Changes remaining) {
		return remaining.filter((change) -> !has(change)
				|| remaining.stream().anyMatch((other) -> !has(other) && mayNeed(other, change)));
	}

	private static boolean mayNeed(Change change, Change recreation) {
		if (change instanceof AlterColumn alter) {
			return alter.concernsValues() && dependsOn(recreation, alter.table(), alter.from().name());
		}
		if (change instanceof Create create) {
			return create.part() instanceof Column column && dependsOn(recreation, create.object(), column.name());
		}
		PartOfTable removed = change.removedPart();
		if (removed == null) {
			return false;
		}
		if (removed.part() instanceof Column column) {
			return dependsOn(recreation, removed.table(), column.name());
		}
		return recreation instanceof Replace replace && replace.from() instanceof ForeignKey key
				&& !(removed.part() instanceof ForeignKey) && usesKey(replace.table(), key, removed);
	}

	private static boolean usesKey(QualifiedName table, ForeignKey key, PartOfTable removed) {
		TablePart part = removed.part();
		return (removed.table().equals(table) && part instanceof PrimaryKey
				&& key.columns().stream().anyMatch(part::dependsOn))
				|| (removed.table().equals(key.referencedTable())
						&& key.referencedColumns().stream().anyMatch(part::dependsOn));
	}

	private static boolean dependsOn(Change recreation, QualifiedName table, String column) {
		if (recreation instanceof AlterColumn alter) {
			return alter.table().equals(table) && (alter.from().name().equals(column) || alter.from().dependsOn(column)
					|| alter.to().dependsOn(column));
		}
		return recreation instanceof Replace replace
				&& ((replace.table().equals(table) && replace.from().dependsOn(column))
						|| (replace.from() instanceof ForeignKey key && key.references(table, column)));
	}

}
