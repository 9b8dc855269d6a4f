package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ColumnChange.Aspect;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.Conversion;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.change.TableChange;
import dev.migrate.dialect.Dialect;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * A value that no row may have for a change to be possible, checked before the first
 * changeset of a file.
 *
 * @param change the change
 * @param table the table, by its name before the file is applied
 * @param column the column, by its name before the file is applied
 * @param query a query that returns 0 if no row has the value
 * @param message the message if a row has the value, with what to do
 */
record RowGuard(Change change, QualifiedName table, String column, String query, String message) {

	/**
	 * Create the guards of changes.
	 * @param changes the changes
	 * @param current the schema before the changes, renames included
	 * @param dialect the product
	 * @return the guards, in the order of the changes
	 */
	static List<RowGuard> of(Changes changes, Schema current, Dialect dialect) {
		List<RowGuard> guards = new ArrayList<>();
		for (Change change : changes) {
			List<Change> parts = parts(change);
			Finder finder = new Finder(changes, current, dialect);
			parts.forEach(finder::find);
			finder.guards.stream()
				.map((guard) -> new RowGuard(change, guard.table(), guard.column(), guard.query(), guard.message()))
				.forEach(guards::add);
		}
		return List.copyOf(guards);
	}

	private static List<Change> parts(Change change) {
		return (change instanceof TableChange.RebuildTable rebuild) ? rebuild.parts() : List.of(change);
	}

	/**
	 * Collects guards.
	 */
	private static final class Finder {

		private final Changes changes;

		private final Schema current;

		private final Dialect dialect;

		private final List<RowGuard> guards = new ArrayList<>();

		Finder(Changes changes, Schema current, Dialect dialect) {
			this.changes = changes;
			this.current = current;
			this.dialect = dialect;
		}

		void find(Change change) {
			if (change instanceof ColumnChange.AlterColumn alter && alter.aspect() == Aspect.TYPE) {
				ofType(alter);
			}
			else if (change instanceof EnumTypeChange.AlterEnumType alter) {
				ofEnumType(alter);
			}
			else if (change instanceof ConstraintChange.AddCheck add && add.isReplacement()) {
				ofCheck(add);
			}
		}

		private void ofType(ColumnChange.AlterColumn alter) {
			String column = alter.from().name();
			Optional<AllowedValues> before = AllowedValues.of(column, alter.from().type());
			Optional<AllowedValues> after = AllowedValues.of(column, alter.to().type());
			if (before.isPresent() && after.isPresent()) {
				add(alter, alter.table(), column, before.get().without(after.get()));
			}
			else if (this.dialect.between(alter.from().type(), alter.to().type()) == Conversion.NONE) {
				QualifiedName table = oldName(alter.table());
				String old = oldName(alter.table(), column);
				this.guards.add(new RowGuard(alter, table, old, this.dialect.ddl().filledCheck(table, old), "table "
						+ table + " has values in " + old + ", and nothing makes a " + alter.to().type() + " of a "
						+ alter.from().type()
						+ ": write the conversion into its changeset and take this check out, or empty the column."));
			}
		}

		private void ofEnumType(EnumTypeChange.AlterEnumType alter) {
			List<String> removed = alter.from()
				.values()
				.stream()
				.filter((value) -> !alter.to().values().contains(value))
				.toList();
			String type = this.dialect.ddl().identifiers().of(alter.from().name());
			for (Table table : this.current.tables()) {
				table.columns()
					.stream()
					.filter((column) -> column.type().text().equals(type))
					.forEach((column) -> add(alter, table.name(), column.name(), removed));
			}
		}

		private void ofCheck(ConstraintChange.AddCheck add) {
			Optional<Table> table = this.current.table(add.table());
			Optional<AllowedValues> after = table.flatMap((owner) -> AllowedValues.of(add.check(), owner));
			if (table.isEmpty() || after.isEmpty()) {
				return;
			}
			this.changes.stream()
				.flatMap((change) -> parts(change).stream())
				.filter((change) -> change instanceof ConstraintChange.DropCheck drop && drop.isReplacement()
						&& drop.table().equals(add.table()))
				.map((change) -> AllowedValues.of(((ConstraintChange.DropCheck) change).check(), table.get()))
				.flatMap(Optional::stream)
				.filter((before) -> before.column().equals(after.get().column()))
				.findFirst()
				.ifPresent((before) -> add(add, add.table(), before.column(), before.without(after.get())));
		}

		private void add(Change change, QualifiedName now, String columnNow, List<String> removed) {
			if (!removed.isEmpty()) {
				QualifiedName table = oldName(now);
				String column = oldName(now, columnNow);
				String values = removed.stream().map((value) -> "'" + value + "'").collect(Collectors.joining(", "));
				this.guards
					.add(new RowGuard(change, table, column, this.dialect.ddl().valueCheck(table, column, removed),
							"rows of table " + table + " have " + values + " in " + column
									+ ", which no entity knows any longer: give them another value first."));
			}
		}

		private QualifiedName oldName(QualifiedName table) {
			return this.changes.stream()
				.filter((change) -> change instanceof TableChange.RenameTable rename && rename.to().equals(table))
				.map((change) -> ((TableChange.RenameTable) change).from())
				.findFirst()
				.orElse(table);
		}

		private String oldName(QualifiedName table, String column) {
			return this.changes.stream()
				.filter((change) -> change instanceof ColumnChange.RenameColumn rename && rename.to().equals(column)
						&& (rename.table().equals(table) || rename.table().equals(oldName(table))))
				.map((change) -> ((ColumnChange.RenameColumn) change).from())
				.findFirst()
				.orElse(column);
		}

	}

}
