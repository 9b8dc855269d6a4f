package dev.migrate.authoring.ownership;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Drop;
import dev.migrate.change.Replace;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dependents;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds the users of dropped objects that remain after changes.
 */
final class Drops {

	private final Changes kept;

	private final Schema current;

	private final Dependents dependents;

	private final Set<SchemaObject> dropped = new HashSet<>();

	Drops(Changes kept, CatalogSchema current) {
		this.kept = kept;
		this.current = current.schema();
		this.dependents = current.dependents();
		for (Change change : kept) {
			this.dropped.addAll(change.drops());
			if (change instanceof Replace replace) {
				this.dropped.add(SchemaObject.of(new PartOfTable(replace.table(), replace.from())));
			}
		}
	}

	Changes kept() {
		return this.kept;
	}

	/**
	 * Return the parts of a dropped table.
	 * @param drop the table as it is dropped
	 * @return its parts
	 */
	Stream<SchemaObject> parts(Table drop) {
		QualifiedName name = drop.name();
		Table table = this.current.table(name).orElse(drop);
		Stream<SchemaObject> columns = table.columns()
			.stream()
			.map((column) -> SchemaObject.of(Kind.COLUMN, name, column.name()));
		Stream<SchemaObject> primaryKey = Stream.ofNullable(table.primaryKey())
			.map((key) -> SchemaObject.of(Kind.PRIMARY_KEY, name, key.name()));
		return Stream.of(columns, primaryKey, constraints(table)).flatMap((parts) -> parts);
	}

	/**
	 * Return the dependent objects that belong to a dropped table, such as its triggers.
	 * @param drop the table as it is dropped
	 * @return the objects
	 */
	Stream<DependentObject> dependentParts(Table drop) {
		return this.dependents.ofTable(drop.name())
			.stream()
			.filter((object) -> drop.name().equals(object.table()) && !isNoUser(object));
	}

	// A part of the schema is compared itself, a privilege is of no use without its
	// table.
	private boolean isNoUser(DependentObject object) {
		return isPartOfSchema(object) || object.kind() == DependentObject.Kind.PRIVILEGE;
	}

	private boolean isPartOfSchema(DependentObject object) {
		QualifiedName table = object.table();
		return table != null && this.current.table(table).isPresent()
				&& (object.kind() == DependentObject.Kind.GENERATED_COLUMN
						|| object.kind() == DependentObject.Kind.INDEX
						|| object.kind() == DependentObject.Kind.FOREIGN_KEY);
	}

	/**
	 * Return the remaining users of a dropped object.
	 * @param change the drop
	 * @return the users; empty if it can be dropped
	 */
	Stream<Use> usesOf(Change change) {
		if (change instanceof Drop drop && drop.element() instanceof Table table) {
			return Stream.concat(referring(table.name(), null),
					uses(this.dependents.ofTable(table.name())
						.stream()
						.filter((object) -> !table.name().equals(object.table()))));
		}
		SchemaObject object = change.drops().get(0);
		Stream<Use> uses = uses(this.dependents.of(Set.of(object)).stream());
		if (change instanceof Drop drop && drop.part() instanceof Column column) {
			return Stream.concat(usesOf(drop.object(), column.name()), uses);
		}
		return Stream.concat(usesOf(object), uses);
	}

	private Stream<Use> uses(Stream<DependentObject> dependents) {
		return dependents.filter((object) -> !isNoUser(object))
			.map((object) -> new Use(null, "it is still used by " + object));
	}

	private Stream<Use> usesOf(SchemaObject object) {
		return switch (object.kind()) {
			case TYPE, SEQUENCE -> staying()
				.filter((table) -> stayingColumns(table).anyMatch((column) -> column.uses(object.name().name())))
				.map((table) -> new Use(ofTable(table), "it is still used by table " + table.name()));
			case SCHEMA -> staying().filter((table) -> object.name().name().equals(table.name().schema()))
				.map((table) -> new Use(ofTable(table), "it still contains table " + table.name()));
			default -> Stream.empty();
		};
	}

	private Stream<Use> usesOf(QualifiedName owner, String column) {
		Optional<Table> found = this.current.table(owner);
		if (found.isEmpty()) {
			return Stream.empty();
		}
		Table table = found.get();
		Stream<Use> users = users(table, column).filter((user) -> !this.dropped.contains(user))
			.map((user) -> new Use(user, "it is still used by " + user));
		return Stream.concat(users, referring(table.name(), column));
	}

	private Stream<Use> referring(QualifiedName table, @Nullable String column) {
		return staying().filter((other) -> !other.name().equals(table) || column != null)
			.flatMap((other) -> other.foreignKeys()
				.stream()
				.filter((key) -> key.referencedTable().equals(table))
				.filter((key) -> column == null || key.referencedColumns().contains(column))
				.map((key) -> SchemaObject.of(Kind.FOREIGN_KEY, other.name(), key.name()))
				.filter((key) -> !this.dropped.contains(key))
				.map((key) -> new Use(key, "it is still referenced by table " + other.name())));
	}

	private Stream<Table> staying() {
		return this.current.tables()
			.stream()
			.filter((table) -> !this.dropped.contains(new SchemaObject(Kind.TABLE, null, table.name())));
	}

	private Stream<Column> stayingColumns(Table table) {
		return table.columns()
			.stream()
			.filter((column) -> !this.dropped.contains(SchemaObject.of(Kind.COLUMN, table.name(), column.name())));
	}

	private Stream<SchemaObject> users(Table table, String column) {
		Stream<SchemaObject> primaryKey = Stream.ofNullable(table.primaryKey())
			.filter((key) -> key.dependsOn(column))
			.map((key) -> SchemaObject.of(Kind.PRIMARY_KEY, table.name(), key.name()));
		Stream<SchemaObject> uniqueKeys = table.uniqueKeys()
			.stream()
			.filter((key) -> key.dependsOn(column))
			.map((key) -> SchemaObject.of(Kind.UNIQUE_KEY, table.name(), key.name()));
		Stream<SchemaObject> foreignKeys = table.foreignKeys()
			.stream()
			.filter((key) -> key.dependsOn(column))
			.map((key) -> SchemaObject.of(Kind.FOREIGN_KEY, table.name(), key.name()));
		Stream<SchemaObject> indexes = table.indexes()
			.stream()
			.filter((index) -> index.dependsOn(column))
			.map((index) -> SchemaObject.of(Kind.INDEX, table.name(), index.name()));
		Stream<SchemaObject> checks = table.checks()
			.stream()
			.filter((check) -> check.dependsOn(column))
			.map((check) -> SchemaObject.of(Kind.CHECK, table.name(), check.name()));
		Stream<SchemaObject> formulas = stayingColumns(table).filter((other) -> other.dependsOn(column))
			.map((other) -> SchemaObject.of(Kind.FORMULA, table.name(), other.name()));
		return Stream.of(primaryKey, uniqueKeys, foreignKeys, indexes, checks, formulas).flatMap((users) -> users);
	}

	private static Stream<SchemaObject> constraints(Table table) {
		QualifiedName name = table.name();
		return Stream
			.of(table.uniqueKeys().stream().map((key) -> SchemaObject.of(Kind.UNIQUE_KEY, name, key.name())),
					table.foreignKeys()
						.stream()
						.map(ForeignKey::name)
						.map((key) -> SchemaObject.of(Kind.FOREIGN_KEY, name, key)),
					table.indexes().stream().map((index) -> SchemaObject.of(Kind.INDEX, name, index.name())),
					table.checks().stream().map((check) -> SchemaObject.of(Kind.CHECK, name, check.name())))
			.flatMap((parts) -> parts);
	}

	private static SchemaObject ofTable(Table table) {
		return new SchemaObject(Kind.TABLE, null, table.name());
	}

	/**
	 * A remaining user of a dropped object.
	 *
	 * @param user the user; {@code null} if it is not a part of the schema that is
	 * compared
	 * @param reason the reason in text
	 */
	record Use(@Nullable SchemaObject user, String reason) {

	}

}
