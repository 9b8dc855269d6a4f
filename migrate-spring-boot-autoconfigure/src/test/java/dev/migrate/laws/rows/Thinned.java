package dev.migrate.laws.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * An older version of a schema, without a part of its columns, keys and indexes.
 */
final class Thinned {

	private final Set<String> referenced = new TreeSet<>();

	private int count;

	private Thinned(Schema schema) {
		schema.tables()
			.stream()
			.map(Table::foreignKeys)
			.flatMap(List::stream)
			.forEach((key) -> key.referencedColumns()
				.forEach((column) -> this.referenced.add(key.referencedTable() + "." + column)));
	}

	/**
	 * Remove every second key and index, and every second column that nothing depends on.
	 * @param schema the schema
	 * @return the older version
	 */
	static Schema of(Schema schema) {
		Thinned thinned = new Thinned(schema);
		return schema.mapTables(thinned::table);
	}

	private Table table(Table table) {
		// The rows of a table generator are part of the schema.
		List<Column> columns = table.columns()
			.stream()
			.filter((column) -> !table.inserts().isEmpty() || isNeeded(table, column) || stays())
			.toList();
		// A unique key that a foreign key refers to stays.
		List<UniqueKey> uniqueKeys = table.uniqueKeys()
			.stream()
			.filter((key) -> key.columns().stream().anyMatch((column) -> isReferenced(table, column)) || stays())
			.toList();
		List<ForeignKey> foreignKeys = table.foreignKeys().stream().filter((key) -> stays()).toList();
		List<Index> indexes = table.indexes()
			.stream()
			.filter((index) -> table.columns()
				.stream()
				.anyMatch((column) -> index.dependsOn(column.name()) && isReferenced(table, column.name())) || stays())
			.toList();
		return new Table(table.name(), columns, table.primaryKey(), uniqueKeys, foreignKeys, indexes, table.checks(),
				table.comment(), table.inserts());
	}

	private boolean isNeeded(Table table, Column column) {
		PrimaryKey key = table.primaryKey();
		List<Column> others = new ArrayList<>(table.columns());
		others.remove(column);
		return (!column.nullable() && !column.hasDefault()) || column.isNumbered() || isReferenced(table, column.name())
				|| (key != null && key.dependsOn(column.name()))
				|| Stream.of(table.uniqueKeys(), table.foreignKeys(), table.indexes(), table.checks(), others)
					.flatMap(List::stream)
					.anyMatch((part) -> part.dependsOn(column.name()))
				|| column.equals(table.columns().get(0));
	}

	private boolean isReferenced(Table table, String column) {
		return this.referenced.contains(table.name() + "." + column);
	}

	private boolean stays() {
		return this.count++ % 2 == 0;
	}

}
