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
import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.ElementChange;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.database.CurrentSchema;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.dialect.Dependents;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Renaming;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.run.MigrationTarget;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Index;
import dev.migrate.schema.Omission;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * The differences between a live database and a desired schema.
 *
 * @param current the current schema
 * @param desired the desired schema in canonical form
 * @param changes the changes from the current to the desired schema, including drops of
 * unmanaged objects
 * @param notes the differences that could not be determined and what the entities ask for
 * without being compared, in whole sentences
 */
public record Comparison(CurrentSchema current, Schema desired, Changes changes, List<String> notes) {

	/**
	 * Compare a database of an application with its entities, with renames applied.
	 * @param target the database
	 * @param customization the filter for the compared objects and the namer of new ones
	 * @param entities the schema of the entities
	 * @param renames the renames in the format of {@code Answers#renames()}
	 * @return the differences, including the renames; the current schema has the new
	 * names
	 */
	public static Comparison of(MigrationTarget target, Customization customization, Schema entities,
			List<String> renames) {
		return DatabaseAccess.connect(target, (connection) -> {
			CurrentSchema current = read(target, connection, entities);
			Schema named = ConstraintNames.complete(entities, current, customization.namer().get());
			Schema desired = current.dialect().canonical(named, current.scope());
			List<Change> answers = RenameAnswers.of(renames, current, desired);
			return renamed(connection, customization.filter().get(), current, desired, answers)
				.withDependents(connection, current.schema(), answers);
		});
	}

	/**
	 * Leave out the entities that are mapped to views of a database, for a comparison
	 * with a changelog that does not create these.
	 * @param target the database
	 * @param entities the schema of the entities
	 * @return the schema without views
	 */
	public static Schema withoutViews(MigrationTarget target, Schema entities) {
		return DatabaseAccess.connect(target, (connection) -> {
			CurrentSchema current = read(target, connection, entities);
			Set<QualifiedName> physical = names(
					withoutViews(connection, current, current.dialect().canonical(entities, current.scope())));
			return entities.withTables(entities.tables()
				.stream()
				.filter((table) -> physical.contains(canonicalName(table, current)))
				.toList());
		});
	}

	private static QualifiedName canonicalName(Table table, CurrentSchema current) {
		Schema alone = Schema.EMPTY.withTables(List.of(table));
		return current.dialect().canonical(alone, current.scope()).tables().get(0).name();
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

	// Without changes, no object is in the way of one.
	private Comparison withDependents(Connection connection, Schema read, List<Change> renames) throws SQLException {
		if (this.changes.isEmpty()) {
			return this;
		}
		Dependents dependents = this.current.dialect()
			.dependents(connection, this.current.scope(), read)
			.after(renames);
		return new Comparison(this.current.withDependents(dependents), this.desired, this.changes, this.notes);
	}

	private static CurrentSchema read(MigrationTarget target, Connection connection, Schema requested)
			throws SQLException {
		return new DatabaseSchemaReader(Objects.requireNonNullElse(target.defaultSchema(), ""), target.ownTables())
			.read(connection, requested);
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
		if (renames.stream().anyMatch(RenameTable.class::isInstance)) {
			Dialect dialect = current.dialect();
			comparison.changes().stream().forEach((change) -> notes.addAll(notesOnNumbers(change, dialect)));
		}
		return new Comparison(comparison.current(), comparison.desired(), Changes.of(changes), List.copyOf(notes));
	}

	private static List<String> notesOnNumbers(Change change, Dialect dialect) {
		if (!(change instanceof Create create) || !(create.element() instanceof Sequence sequence)
				|| !dialect.ddl().startAbove(sequence).isEmpty()) {
			return List.of();
		}
		return List.of("Sequence " + sequence.name() + " is new and starts at " + sequence.start()
				+ ": if it generates the keys of a renamed table, set its start value above them in the file, or map"
				+ " the old sequence in the entity.");
	}

	private static Comparison of(Connection connection, SchemaFilter filter, CurrentSchema all, Schema requested)
			throws SQLException {
		FilteredSchemas seen = FilteredSchemas.of(all.schema(), requested, filter);
		PartialIndexes partial = PartialIndexes.of(seen.desired(), all.dialect());
		Comparison comparison = of(connection, all.withSchema(seen.current()), partial.schema());
		List<String> notes = new ArrayList<>(comparison.notes());
		notes.addAll(partial.notes());
		boolean hasView = requested.omissions().stream().anyMatch((omission) -> omission.kind() == Omission.Kind.VIEW);
		notes.addAll(OmissionNotes.of(requested.omissions(), filter,
				hasView ? DatabaseSchemaReader.views(connection, all.scope()) : Set.of()));
		// Excluded objects may still use objects that would be dropped.
		return new Comparison(all, comparison.desired(), comparison.changes(), List.copyOf(notes));
	}

	private static Comparison of(Connection connection, CurrentSchema current, Schema requested) throws SQLException {
		Schema desired = withoutViews(connection, current, requested);
		Changes changes = SchemaDiffer.diff(current.schema(), desired);
		// If texts differ, the database normalizes the desired ones: only it knows
		// whether two
		// expressions are equivalent.
		List<Table> doubtful = doubtfulTables(changes, desired);
		if (doubtful.isEmpty()) {
			return new Comparison(current, desired, changes, List.of());
		}
		Map<QualifiedName, Table> normalized = current.dialect()
			.normalize(connection, doubtful, current.scope())
			.stream()
			.collect(Collectors.toMap(Table::name, Function.identity()));
		Schema settled = desired.mapTables((table) -> normalized.getOrDefault(table.name(), table));
		changes = SchemaDiffer.diff(current.schema(), settled);
		Set<Change> untold = new HashSet<>();
		List<String> notes = new ArrayList<>();
		for (Table table : doubtful) {
			if (!normalized.containsKey(table.name())) {
				for (Change change : textualChanges(changes, table.name())) {
					untold.add(change);
					notes.add("Cannot determine whether to " + change.description()
							+ ": the texts differ, and the database could not normalize the desired one.");
				}
			}
		}
		List<Change> told = changes.stream()
			.filter((change) -> !untold.contains(change))
			.map((change) -> inTheEntitysWords(change, desired, settled))
			.toList();
		return new Comparison(current, settled, Changes.of(told), List.copyOf(notes));
	}

	/**
	 * Leave out the tables that are views, and the foreign keys to them: no product can
	 * create these.
	 */
	private static Schema withoutViews(Connection connection, CurrentSchema current, Schema desired)
			throws SQLException {
		Set<QualifiedName> tables = names(current.schema());
		Set<QualifiedName> views = tables.containsAll(names(desired)) ? Set.of()
				: DatabaseSchemaReader.views(connection, current.scope());
		Schema physical = desired
			.withTables(desired.tables().stream().filter((table) -> !views.contains(table.name())).toList());
		tables.addAll(names(physical));
		return physical.mapTables((table) -> table.withForeignKeys(
				table.foreignKeys().stream().filter((key) -> tables.contains(key.referencedTable())).toList()));
	}

	private static Set<QualifiedName> names(Schema schema) {
		return schema.tables().stream().map(Table::name).collect(Collectors.toCollection(HashSet::new));
	}

	private static Change inTheEntitysWords(Change change, Schema desired, Schema settled) {
		if (change instanceof Create create && create.part() != null) {
			return Create.of(create.object(), asWritten(create.object(), create.part(), desired, settled));
		}
		if (change instanceof Replace replace) {
			return new Replace(replace.table(), replace.from(),
					asWritten(replace.table(), replace.to(), desired, settled));
		}
		return change;
	}

	private static TablePart asWritten(QualifiedName table, TablePart part, Schema desired, Schema settled) {
		if (part instanceof Check check) {
			return asWritten(check, table, Table::checks, desired, settled);
		}
		if (part instanceof UniqueKey key) {
			return asWritten(key, table, Table::uniqueKeys, desired, settled);
		}
		return part;
	}

	private static <T> T asWritten(T part, QualifiedName table, Function<Table, List<T>> parts, Schema desired,
			Schema settled) {
		List<T> normalized = settled.table(table).map(parts).orElse(List.of());
		List<T> requested = desired.table(table).map(parts).orElse(List.of());
		int place = normalized.indexOf(part);
		return (place < 0) ? part : requested.get(place);
	}

	private static List<Table> doubtfulTables(Changes changes, Schema desired) {
		Set<QualifiedName> names = new HashSet<>();
		for (Change change : changes) {
			if (change instanceof AlterColumn alter
					&& (alter.aspect() == Aspect.TYPE || alter.aspect() == Aspect.COLLATION || isBetweenTexts(alter))) {
				names.add(alter.table());
			}
			else if (change instanceof Create create && hasText(create.part())) {
				names.add(create.object());
			}
			else if (change instanceof Replace replace && hasText(replace.to())) {
				names.add(replace.table());
			}
		}
		return desired.tables().stream().filter((table) -> names.contains(table.name())).toList();
	}

	private static boolean hasText(@Nullable TablePart part) {
		return part instanceof Check || (part instanceof Index index && !index.isPlain())
				|| (part instanceof UniqueKey key && !key.isPlain());
	}

	private static List<Change> textualChanges(Changes changes, QualifiedName table) {
		List<Change> textual = new ArrayList<>();
		List<ElementChange> added = new ArrayList<>();
		List<ElementChange> dropped = new ArrayList<>();
		for (Change change : changes) {
			if (change instanceof AlterColumn alter && alter.table().equals(table) && isBetweenTexts(alter)
					&& !isNewValue(alter, changes)) {
				textual.add(alter);
			}
			else if (change instanceof Replace replace && replace.table().equals(table) && hasText(replace.to())) {
				textual.add(replace);
			}
			else if (change instanceof ElementChange element && element.isPartOf(table)) {
				((element instanceof Create) ? added : dropped).add(element);
			}
		}
		// A text that may be that of no dropped part is missing.
		for (ElementChange create : added) {
			List<ElementChange> alike = dropped.stream()
				.filter((drop) -> hasText(create.part()) && mayBeAlike(create.part(), drop.part()))
				.toList();
			if (!alike.isEmpty()) {
				textual.add(create);
				alike.stream().filter((drop) -> !textual.contains(drop)).forEach(textual::add);
			}
		}
		dropped.stream()
			.filter((drop) -> drop.part() instanceof Check && !textual.contains(drop))
			.forEach(textual::add);
		return textual;
	}

	private static boolean mayBeAlike(@Nullable TablePart created, @Nullable TablePart dropped) {
		if (created instanceof Index index && dropped instanceof Index other) {
			return index.unique() == other.unique() && index.parts().size() == other.parts().size();
		}
		if (created instanceof UniqueKey key && dropped instanceof UniqueKey other) {
			return key.columns().equals(other.columns());
		}
		return created instanceof Check && dropped instanceof Check;
	}

	private static boolean isNewValue(AlterColumn alter, Changes changes) {
		// The database cannot normalize a value that its enum type does not have yet.
		return alter.aspect() == Aspect.DEFAULT && changes.stream()
			.filter((change) -> change instanceof AlterEnumType)
			.map((change) -> (AlterEnumType) change)
			.flatMap((
					change) -> change.to().values().stream().filter((value) -> !change.from().values().contains(value)))
			.anyMatch((value) -> Objects.requireNonNull(alter.to().defaultValue())
				.sql()
				.startsWith("'" + value.replace("'", "''") + "'"));
	}

	private static boolean isBetweenTexts(AlterColumn alter) {
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
