package dev.migrate.dialect;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.change.SchemaObject;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObject.Kind;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;

/**
 * Finds the dependent objects that use what a change renames, alters or replaces, in
 * those kinds of changes that a product does not carry out with such users.
 *
 * @param change the change
 * @param current the schema before the change, with its dependent objects
 */
public record DependentUsers(Change change, CatalogSchema current) {

	/**
	 * Find the users of a renamed table or column. A foreign key follows the rename.
	 * @return the users; none if the change is no rename
	 */
	public Stream<DependentObject> ofRenamed() {
		if (this.change instanceof RenameTable rename) {
			return withoutForeignKeys(of(new SchemaObject(SchemaObject.Kind.TABLE, null, rename.to())));
		}
		return (this.change instanceof RenameColumn rename)
				? withoutForeignKeys(of(column(rename.table(), rename.to()))) : Stream.empty();
	}

	private static Stream<DependentObject> withoutForeignKeys(Stream<DependentObject> objects) {
		return objects.filter((object) -> object.kind() != Kind.FOREIGN_KEY);
	}

	/**
	 * Find the users of an altered column.
	 * @param aspects the aspects
	 * @return the users; none if the change does not alter one of the aspects
	 */
	public Stream<DependentObject> ofAltered(Set<Aspect> aspects) {
		return (this.change instanceof AlterColumn alter && aspects.contains(alter.aspect()))
				? of(column(alter.table(), alter.from().name())) : Stream.empty();
	}

	/**
	 * Find the foreign keys that refer to a replaced key.
	 * @return the foreign keys; none if the change does not replace a key
	 */
	public Stream<DependentObject> ofReplacedKey() {
		return (this.change instanceof Replace replace)
				? of(SchemaObject.of(replace.removedPart())).filter((object) -> object.kind() == Kind.FOREIGN_KEY)
				: Stream.empty();
	}

	/**
	 * Find the partition key of which a new key lacks a column.
	 * @return the partition key; none if the change does not create a key
	 */
	public Stream<DependentObject> ofPartitionKey() {
		PartOfTable part = this.change.createdPart();
		Set<String> columns = (part != null) ? KeyColumns.of(part.part()) : Set.of();
		if (part == null || columns.isEmpty()) {
			return Stream.empty();
		}
		return this.current.schema()
			.table(part.table())
			.stream()
			.flatMap((table) -> table.columns().stream())
			.filter((column) -> !columns.contains(column.name()))
			.flatMap((column) -> of(column(part.table(), column.name())))
			.filter((object) -> object.kind() == Kind.PARTITION_KEY)
			.distinct();
	}

	private Stream<DependentObject> of(SchemaObject object) {
		return this.current.dependents().of(List.of(object)).stream();
	}

	private static SchemaObject column(QualifiedName table, String name) {
		return SchemaObject.of(SchemaObject.Kind.COLUMN, table, name);
	}

}
