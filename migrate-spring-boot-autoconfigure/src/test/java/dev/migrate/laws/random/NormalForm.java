package dev.migrate.laws.random;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;

/**
 * A description of a schema that does not depend on the order of its objects.
 */
final class NormalForm {

	private NormalForm() {
	}

	/**
	 * Specify every unspecified aspect.
	 * @param schema the schema
	 * @return the schema as a reader would return it
	 */
	static Schema specified(Schema schema) {
		return schema
			.mapTables((table) -> new Table(table.name(), table.columns().stream().map(NormalForm::specified).toList(),
					table.primaryKey(), table.uniqueKeys(), table.foreignKeys(), table.indexes(), table.checks(),
					Objects.requireNonNullElse(table.comment(), ""), table.inserts()));
	}

	private static Column specified(Column column) {
		Identity identity = Objects.requireNonNullElse(column.identity(), Identity.NONE);
		if (identity.isPresent() && identity.increment() == null) {
			identity = new Identity(identity.mode(), 1L);
		}
		return new Column(column.name(), column.type(), column.nullable(),
				Objects.requireNonNullElse(column.defaultValue(), Expression.NONE), identity,
				Objects.requireNonNullElse(column.generatedAs(), Expression.NONE),
				Objects.requireNonNullElse(column.collation(), ""), Objects.requireNonNullElse(column.comment(), ""),
				column.storage());
	}

	/**
	 * Describe a schema.
	 * @param schema the schema
	 * @param named whether to include the names of keys, checks and indexes
	 * @return sorted lines
	 */
	static List<String> of(Schema schema, boolean named) {
		List<String> lines = new ArrayList<>();
		schema.schemas().forEach((name) -> lines.add("schema " + name));
		for (Sequence sequence : schema.sequences()) {
			lines.add("sequence " + sequence.name() + " step " + sequence.increment());
		}
		for (EnumType type : schema.enumTypes()) {
			lines.add("type " + type.name() + " " + new TreeSet<>(type.values()));
		}
		for (Table table : schema.tables()) {
			String start = "table " + table.name();
			lines.add(start + " comment " + table.comment());
			table.columns().forEach((column) -> lines.add(start + " " + column));
			if (table.primaryKey() != null) {
				// Entities cannot specify the order of a primary key, but a restored key
				// has it.
				List<String> columns = table.primaryKey().columns();
				lines.add(start + " primary key " + name(table.primaryKey().name(), named)
						+ (named ? columns : new TreeSet<>(columns)));
			}
			table.uniqueKeys()
				.forEach((key) -> lines
					.add(start + " unique " + name(key.name(), named) + new TreeSet<>(key.columns())));
			for (Index index : table.indexes()) {
				boolean key = index.unique() && index.isPlain();
				lines.add(start + (key ? " unique " + name(index.name(), named) + columns(index)
						: " index " + name(index.name(), named) + index.unique() + index.parts() + index.where()));
			}
			table.checks()
				.forEach((check) -> lines.add(start + " check " + name(check.name(), named) + check.condition()));
			for (ForeignKey key : table.foreignKeys()) {
				TreeMap<String, String> columns = new TreeMap<>();
				for (int i = 0; i < key.columns().size(); i++) {
					columns.put(key.columns().get(i), key.referencedColumns().get(i));
				}
				lines.add(start + " foreign key " + name(key.name(), named) + key.referencedTable() + columns
						+ key.onDelete());
			}
		}
		lines.sort(Comparator.naturalOrder());
		return lines;
	}

	private static Set<String> columns(Index index) {
		Set<String> columns = new TreeSet<>();
		index.parts().forEach((part) -> columns.add(String.valueOf(part.column())));
		return columns;
	}

	private static String name(String name, boolean named) {
		return named ? name + " " : "";
	}

}
