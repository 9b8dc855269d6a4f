package dev.migrate.authoring.comparison;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.migrate.SchemaFilter;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ColumnChange.Aspect;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.SequenceChange;
import dev.migrate.change.TableChange;
import dev.migrate.database.CurrentSchema;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.diff.Renaming;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.run.MigrationTarget;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * What differs between a live database and the schema that is asked for.
 *
 * @param current the schema as it is
 * @param desired the schema as it is to be, in canonical form
 * @param changes the changes from the one to the other, whoever made what they drop
 * @param notes what could not be told, in whole sentences
 */
public record Comparison(CurrentSchema current, Schema desired, Changes changes, List<String> notes) {

	/**
	 * Compare a database of an application with its entities.
	 * @param target the database
	 * @param filter what to compare
	 * @param entities the schema that is asked for, as its reader returned it
	 * @return what differs
	 */
	public static Comparison of(MigrationTarget target, SchemaFilter filter, Schema entities) {
		return of(target, filter, entities, List.of());
	}

	/**
	 * Compare a database of an application with its entities, as if some things had got
	 * their new names already.
	 * @param target the database
	 * @param filter what to compare
	 * @param entities the schema that is asked for, as its reader returned it
	 * @param renames what has got another name, as a person wrote it
	 * @return what differs, the renames included; the current schema has the new names
	 */
	public static Comparison of(MigrationTarget target, SchemaFilter filter, Schema entities, List<String> renames) {
		return DatabaseAccess.connect(target, (connection) -> {
			CurrentSchema current = read(target, connection, entities);
			Schema desired = current.dialect().canonical(entities, current.scope());
			return renamed(connection, filter, current, desired, RenameAnswers.of(renames, current, desired));
		});
	}

	/**
	 * Read the current schema of a target.
	 * @param target the target
	 * @param desired the desired schema, which determines the schemas to read
	 * @return the current schema
	 */
	public static CurrentSchema read(MigrationTarget target, Schema desired) {
		return DatabaseAccess.connect(target, (connection) -> read(target, connection, desired));
	}

	private static CurrentSchema read(MigrationTarget target, Connection connection, Schema asked) throws SQLException {
		return new DatabaseSchemaReader(Objects.requireNonNullElse(target.defaultSchema(), ""), target.ownTables())
			.read(connection, asked);
	}

	private static Comparison renamed(Connection connection, SchemaFilter filter, CurrentSchema current, Schema desired,
			List<Change> renames) throws SQLException {
		if (renames.isEmpty()) {
			return of(connection, filter, current, desired);
		}
		Schema schema = Renaming.apply(current.schema(), renames, current.dialect().ddl()::printed);
		Comparison comparison = of(connection, filter, current.withSchema(schema), desired);
		List<Change> changes = new ArrayList<>(renames);
		changes.addAll(comparison.changes().asList());
		List<String> notes = new ArrayList<>(comparison.notes());
		if (renames.stream().anyMatch(TableChange.RenameTable.class::isInstance)) {
			comparison.changes().stream().forEach((change) -> notes.addAll(notesOnNumbers(change)));
		}
		return new Comparison(comparison.current(), comparison.desired(), Changes.of(changes), List.copyOf(notes));
	}

	private static List<String> notesOnNumbers(Change change) {
		if (!(change instanceof SequenceChange.CreateSequence create)) {
			return List.of();
		}
		return List.of("Sequence " + create.sequence().name() + " is new and starts at " + create.sequence().start()
				+ ": if it numbers the rows of a renamed table, let it start above them in the file, or name the old"
				+ " sequence in the entity.");
	}

	private static Comparison of(Connection connection, SchemaFilter filter, CurrentSchema all, Schema asked)
			throws SQLException {
		FilteredSchemas seen = FilteredSchemas.of(all.schema(), asked, filter);
		Comparison comparison = of(connection, all.withSchema(seen.current()), seen.desired());
		// What is out of sight may still use what would be dropped.
		return new Comparison(all, comparison.desired(), comparison.changes(), comparison.notes());
	}

	private static Comparison of(Connection connection, CurrentSchema current, Schema asked) throws SQLException {
		Schema desired = withoutViews(connection, current, asked);
		Changes changes = SchemaDiffer.diff(current.schema(), desired);
		// Where texts differ, the database is asked to spell the desired ones: it alone
		// knows whether two expressions are the same to it.
		List<Table> doubtful = doubtfulTables(changes, desired);
		if (doubtful.isEmpty()) {
			return new Comparison(current, desired, changes, List.of());
		}
		Map<QualifiedName, Table> spelled = current.dialect()
			.normalize(connection, doubtful, current.scope())
			.stream()
			.collect(Collectors.toMap(Table::name, Function.identity()));
		Schema settled = desired.mapTables((table) -> spelled.getOrDefault(table.name(), table));
		changes = SchemaDiffer.diff(current.schema(), settled);
		Set<Change> untold = new HashSet<>();
		List<String> notes = new ArrayList<>();
		for (Table table : doubtful) {
			if (!spelled.containsKey(table.name())) {
				for (Change change : textualChanges(changes, table.name())) {
					untold.add(change);
					notes.add("Cannot tell whether to " + change.description()
							+ ": the texts differ, and the database could not spell the one that is asked for.");
				}
			}
		}
		List<Change> told = changes.stream()
			.filter((change) -> !untold.contains(change))
			.map((change) -> inTheEntitysWords(change, desired, settled))
			.toList();
		return new Comparison(current, settled, Changes.of(told), List.copyOf(notes));
	}

	private static Schema withoutViews(Connection connection, CurrentSchema current, Schema desired)
			throws SQLException {
		if (desired.tables().stream().allMatch((table) -> current.schema().table(table.name()).isPresent())) {
			return desired;
		}
		Set<QualifiedName> views = DatabaseSchemaReader.views(connection, current.scope());
		return desired.withTables(desired.tables().stream().filter((table) -> !views.contains(table.name())).toList());
	}

	private static Change inTheEntitysWords(Change change, Schema desired, Schema settled) {
		if (!(change instanceof ConstraintChange.AddCheck add)) {
			return change;
		}
		List<Check> spelled = settled.table(add.table()).map(Table::checks).orElse(List.of());
		List<Check> asked = desired.table(add.table()).map(Table::checks).orElse(List.of());
		int place = spelled.indexOf(add.check());
		return (place < 0) ? change : new ConstraintChange.AddCheck(add.table(), asked.get(place), add.role());
	}

	private static List<Table> doubtfulTables(Changes changes, Schema desired) {
		Set<QualifiedName> names = new HashSet<>();
		for (Change change : changes) {
			if (change instanceof ColumnChange.AlterColumn alter
					&& (alter.aspect() == Aspect.TYPE || alter.aspect() == Aspect.COLLATION || isBetweenTexts(alter))) {
				names.add(alter.table());
			}
			else if (change instanceof ConstraintChange.AddCheck add) {
				names.add(add.table());
			}
			else if (change instanceof IndexChange.CreateIndex create && !create.index().isPlain()) {
				names.add(create.table());
			}
		}
		return desired.tables().stream().filter((table) -> names.contains(table.name())).toList();
	}

	private static List<Change> textualChanges(Changes changes, QualifiedName table) {
		List<Change> textual = new ArrayList<>();
		List<Change> checksAdded = new ArrayList<>();
		List<Change> checksDropped = new ArrayList<>();
		for (Change change : changes) {
			if (change instanceof ColumnChange.AlterColumn alter && alter.table().equals(table) && isBetweenTexts(alter)
					&& !isNewValue(alter, changes)) {
				textual.add(alter);
			}
			else if (change instanceof ConstraintChange.AddCheck add && add.table().equals(table)) {
				checksAdded.add(add);
			}
			else if (change instanceof ConstraintChange.DropCheck drop && drop.table().equals(table)) {
				checksDropped.add(drop);
			}
		}
		// A check that could be mistaken for no other one is surely missing.
		if (!checksDropped.isEmpty()) {
			textual.addAll(checksAdded);
			textual.addAll(checksDropped);
		}
		return textual;
	}

	private static boolean isNewValue(ColumnChange.AlterColumn alter, Changes changes) {
		// The database cannot spell a value that its type is yet to get, and no other
		// means the same.
		return alter.aspect() == Aspect.DEFAULT && changes.stream()
			.filter((change) -> change instanceof EnumTypeChange.AlterEnumType)
			.map((change) -> (EnumTypeChange.AlterEnumType) change)
			.flatMap((
					change) -> change.to().values().stream().filter((value) -> !change.from().values().contains(value)))
			.anyMatch((value) -> Objects.requireNonNull(alter.to().defaultValue())
				.sql()
				.startsWith("'" + value.replace("'", "''") + "'"));
	}

	private static boolean isBetweenTexts(ColumnChange.AlterColumn alter) {
		Column from = alter.from();
		Column to = alter.to();
		return switch (alter.aspect()) {
			case DEFAULT -> Objects.requireNonNull(from.defaultValue()).isPresent()
					&& Objects.requireNonNull(to.defaultValue()).isPresent();
			case FORMULA -> from.isGenerated() && to.isGenerated();
			case TYPE, NULLABILITY, IDENTITY, COLLATION, COMMENT -> false;
		};
	}

}
