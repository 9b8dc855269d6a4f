package dev.migrate.authoring.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.SchemaFilter;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The two sides of a comparison without excluded objects.
 *
 * @param current the current schema
 * @param desired the desired schema
 */
public record FilteredSchemas(Schema current, Schema desired) {

	public static FilteredSchemas of(Schema current, Schema desired, SchemaFilter filter) {
		if (filter == SchemaFilter.ALL) {
			return new FilteredSchemas(current, desired);
		}
		Set<QualifiedName> mapped = desired.tables().stream().map(Table::name).collect(Collectors.toSet());
		Schema currentLeft = reduce(current, filter, (table) -> {
			Table reduced = reduce(table, filter);
			// Dropping a table would drop its excluded parts too, so that it is kept.
			return (mapped.contains(table.name()) || reduced.equals(table)) ? reduced : null;
		});
		return new FilteredSchemas(currentLeft, reduce(desired, filter, (table) -> reduce(table, filter)));
	}

	private static Schema reduce(Schema schema, SchemaFilter filter, Function<Table, @Nullable Table> reduction) {
		List<Table> tables = new ArrayList<>();
		for (Table table : schema.tables()) {
			Table reduced = filter.includes(new SchemaObject(Kind.TABLE, null, table.name())) ? reduction.apply(table)
					: null;
			if (reduced != null && (!reduced.columns().isEmpty() || table.columns().isEmpty())) {
				tables.add(reduced);
			}
		}
		Schema reduced = new Schema(schema.schemas(), tables,
				schema.sequences()
					.stream()
					.filter((sequence) -> filter.includes(new SchemaObject(Kind.SEQUENCE, null, sequence.name())))
					.toList(),
				schema.enumTypes()
					.stream()
					.filter((type) -> filter.includes(new SchemaObject(Kind.TYPE, null, type.name())))
					.toList());
		// A schema is excluded if all its objects are.
		Set<String> schemas = new TreeSet<>(schema.schemas());
		schemas.removeIf((name) -> !filter.includes(new SchemaObject(Kind.SCHEMA, null, QualifiedName.of(name)))
				|| (names(schema).anyMatch((thing) -> name.equals(thing.schema()))
						&& names(reduced).noneMatch((thing) -> name.equals(thing.schema()))));
		return new Schema(schemas, reduced.tables(), reduced.sequences(), reduced.enumTypes());
	}

	private static Stream<QualifiedName> names(Schema schema) {
		return Stream
			.of(schema.tables().stream().map(Table::name),
					schema.sequences().stream().map((sequence) -> sequence.name()),
					schema.enumTypes().stream().map((type) -> type.name()))
			.flatMap((names) -> names);
	}

	private static Table reduce(Table table, SchemaFilter filter) {
		Parts parts = new Parts(table.name(), filter);
		List<Column> columns = table.columns()
			.stream()
			.filter((column) -> parts.includes(Kind.COLUMN, column.name()))
			.toList();
		Set<String> left = columns.stream().map(Column::name).collect(Collectors.toSet());
		PrimaryKey key = table.primaryKey();
		boolean keyLeft = key != null && left.containsAll(key.columns())
				&& parts.includes(Kind.PRIMARY_KEY, key.name());
		return table.withColumns(columns)
			.withPrimaryKey(keyLeft ? key : null)
			.withUniqueKeys(table.uniqueKeys()
				.stream()
				.filter((unique) -> left.containsAll(unique.columns())
						&& parts.includes(Kind.UNIQUE_KEY, unique.name()))
				.toList())
			.withForeignKeys(table.foreignKeys()
				.stream()
				.filter((foreign) -> left.containsAll(foreign.columns())
						&& parts.includes(Kind.FOREIGN_KEY, foreign.name())
						&& filter.includes(new SchemaObject(Kind.TABLE, null, foreign.referencedTable())))
				.toList())
			.withIndexes(table.indexes()
				.stream()
				.filter((index) -> left.containsAll(columns(index)) && parts.includes(Kind.INDEX, index.name()))
				.toList())
			.withChecks(table.checks().stream().filter((check) -> parts.includes(Kind.CHECK, check.name())).toList());
	}

	private static List<String> columns(Index index) {
		List<String> columns = new ArrayList<>();
		for (Index.Part part : index.parts()) {
			if (part.column() != null) {
				columns.add(part.column());
			}
		}
		return columns;
	}

	private record Parts(QualifiedName table, SchemaFilter filter) {

		boolean includes(Kind kind, String name) {
			return this.filter.includes(new SchemaObject(kind, this.table, QualifiedName.of(name)));
		}

	}

}
