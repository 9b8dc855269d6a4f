package dev.migrate.dialect.postgresql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.Replace;
import dev.migrate.change.SchemaObject;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.DependentUsers;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.KeyColumns;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObject.Kind;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;

/**
 * Finds the dependent objects with which PostgreSQL refuses a change.
 *
 * @param current the schema before the changes, with its dependent objects
 * @param identifiers renders names
 */
record PostgresqlObstacles(CatalogSchema current, Identifiers identifiers) {

	/**
	 * What PostgreSQL itself adapts when the type of a column changes.
	 */
	private static final Set<Kind> ADAPTED = EnumSet.of(Kind.STATISTICS);

	List<DependentObject> to(Change change) {
		if (change instanceof AlterColumn alter) {
			return toAlter(alter);
		}
		if (change instanceof AlterEnumType alter) {
			return alter.isExtension() ? List.of() : toEnumType(alter);
		}
		if (change instanceof Create create && create.part() instanceof Column column && hasValues(column)) {
			return ofRows(create.object()).toList();
		}
		if (change instanceof RenameColumn rename) {
			return inherited(Set.of(column(rename.table(), rename.to())));
		}
		// A key of a partitioned table has to have the columns of the partition key.
		List<DependentObject> objects = new ArrayList<>(
				new DependentUsers(change, this.current).ofPartitionKey().toList());
		if (change instanceof Replace replace && isKey(replace.from())) {
			Stream<DependentObject> users = of(Set.of(SchemaObject.of(replace.removedPart()))).stream();
			// Whatever uses a key needs its columns.
			boolean isSame = KeyColumns.of(replace.from()).equals(KeyColumns.of(replace.to()));
			objects.addAll(users.map((object) -> isSame ? object : object.withoutRecreation()).toList());
		}
		return List.copyOf(objects);
	}

	private static boolean hasValues(Column column) {
		return column.isGenerated() || column.isNumbered() || column.hasDefault();
	}

	private List<DependentObject> inherited(Set<SchemaObject> column) {
		return of(column).stream().filter((object) -> object.kind() == Kind.INHERITED_COLUMN).toList();
	}

	private static boolean isKey(TablePart part) {
		return part instanceof PrimaryKey || part instanceof UniqueKey;
	}

	private List<DependentObject> toAlter(AlterColumn alter) {
		Set<SchemaObject> column = Set.of(column(alter.table(), alter.from().name()));
		return switch (alter.aspect()) {
			case TYPE, COLLATION ->
				Stream.concat(refused(Stream.concat(of(column).stream(), ofRows(alter.table())), alter)
					.filter((object) -> !ADAPTED.contains(object.kind())), domain(alter.from())).toList();
			// The column is recreated, when the change is applied or when it is undone.
			case FORMULA -> refused(Stream.concat(of(column).stream(), ofRows(alter.table())), alter).toList();
			// PostgreSQL 18 inherits NOT NULL too.
			case NULLABILITY -> alter.to().nullable() ? inherited(column) : List.of();
			case DEFAULT, IDENTITY, COMMENT -> List.of();
		};
	}

	// Another type would silently drop the constraints of the domain.
	private static Stream<DependentObject> domain(Column column) {
		return PostgresqlTypes.isDomain(column.type())
				? Stream.of(new DependentObject(Kind.DOMAIN, null, QualifiedName.of(column.type().text()), 0, false))
				: Stream.empty();
	}

	private static Stream<DependentObject> refused(Stream<DependentObject> objects, AlterColumn alter) {
		return objects.distinct().map((object) -> isRefused(object, alter) ? object.withoutRecreation() : object);
	}

	private static boolean isRefused(DependentObject object, AlterColumn alter) {
		return switch (object.kind()) {
			// The referencing column keeps its type.
			case FOREIGN_KEY -> !PostgresqlCasts.areKin(alter.from().type(), alter.to().type());
			// A generated column cannot use another one.
			case GENERATED_COLUMN -> alter.aspect() == Aspect.FORMULA;
			default -> false;
		};
	}

	// A column of another table may have the type of the rows.
	private Stream<DependentObject> ofRows(QualifiedName table) {
		return of(Set.of(new SchemaObject(SchemaObject.Kind.TABLE, null, table))).stream()
			.filter((object) -> object.kind() == Kind.TABLE);
	}

	// A type whose values are removed or moved is recreated, and its columns are altered
	// to the new one,
	// inherited ones with those of their parents.
	private List<DependentObject> toEnumType(AlterEnumType alter) {
		List<SchemaObject> used = new ArrayList<>();
		used.add(SchemaObject.of(alter.from()));
		Set<DependentObject> objects = new LinkedHashSet<>();
		for (Table table : this.current.schema().tables()) {
			for (Column column : columns(table, alter)) {
				used.add(column(table.name(), column.name()));
				ofRows(table.name()).forEach(objects::add);
			}
		}
		this.current.dependents()
			.of(used)
			.stream()
			.filter((object) -> !ADAPTED.contains(object.kind()) && object.kind() != Kind.INHERITED_COLUMN)
			.forEach(objects::add);
		return List.copyOf(objects);
	}

	private List<Column> columns(Table table, AlterEnumType alter) {
		String type = this.identifiers.of(alter.from().name());
		return table.columns().stream().filter((column) -> column.type().canonical().equals(type)).toList();
	}

	/**
	 * Find the checks and indexes whose conditions may contain a value of a type that is
	 * recreated.
	 * @param alter the change of the type
	 * @return the parts
	 */
	List<PartOfTable> parts(AlterEnumType alter) {
		if (alter.isExtension()) {
			return List.of();
		}
		List<PartOfTable> parts = new ArrayList<>();
		for (Table table : this.current.schema().tables()) {
			List<Column> columns = columns(table, alter);
			Stream.concat(table.checks().stream(), table.indexes().stream().filter((index) -> !index.isPlain()))
				.filter((part) -> columns.stream().anyMatch((column) -> part.dependsOn(column.name())))
				.forEach((part) -> parts.add(new PartOfTable(table.name(), part)));
		}
		return List.copyOf(parts);
	}

	private List<DependentObject> of(Set<SchemaObject> objects) {
		return this.current.dependents().of(objects);
	}

	private static SchemaObject column(QualifiedName table, String name) {
		return SchemaObject.of(SchemaObject.Kind.COLUMN, table, name);
	}

}
