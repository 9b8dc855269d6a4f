package dev.migrate.authoring.comparison;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * The desired schema without the indexes on a part of the rows, if the product has none:
 * an index on all rows would be another one, and a unique one would reject more.
 *
 * @param schema the reduced schema
 * @param notes the notes on the indexes that are left out, in whole sentences
 */
record PartialIndexes(Schema schema, List<String> notes) {

	static PartialIndexes of(Schema desired, Dialect dialect) {
		if (dialect.ddl().hasPartialIndexes()) {
			return new PartialIndexes(desired, List.of());
		}
		List<String> notes = new ArrayList<>();
		for (Table table : desired.tables()) {
			table.indexes()
				.stream()
				.filter((index) -> index.where().isPresent())
				.forEach((index) -> notes
					.add("Index " + index.name() + " of table " + table.name() + " is neither created nor compared: "
							+ dialect.name() + " has no index on a part of the rows (where " + index.where() + ")."));
		}
		return new PartialIndexes(
				desired.mapTables((table) -> table
					.withIndexes(table.indexes().stream().filter((index) -> !index.where().isPresent()).toList())),
				List.copyOf(notes));
	}

}
