package dev.migrate.compare;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * A filter that excludes the hidden objects of a case on both sides.
 *
 * @param rules the rules: the included {@code tables} and {@code schemas}, and the
 * {@code hidden} objects, {@code hidden-columns} and {@code hidden-kinds}
 */
record CompareFilter(Map<String, List<String>> rules) implements Predicate<SchemaObject> {

	/**
	 * Remove the hidden objects from a schema.
	 * @param schema the schema
	 * @return the schema with its visible objects
	 */
	Schema apply(Schema schema) {
		return schema.withTables(schema.tables()
			.stream()
			.filter((table) -> test(new SchemaObject(Kind.TABLE, null, table.name())))
			.map(this::apply)
			.toList());
	}

	private Table apply(Table table) {
		QualifiedName name = table.name();
		return new Table(name,
				table.columns().stream().filter((column) -> test(Kind.COLUMN, name, column.name())).toList(),
				table.primaryKey(),
				table.uniqueKeys().stream().filter((key) -> test(Kind.UNIQUE_KEY, name, key.name())).toList(),
				table.foreignKeys().stream().filter((key) -> test(Kind.FOREIGN_KEY, name, key.name())).toList(),
				table.indexes().stream().filter((index) -> test(Kind.INDEX, name, index.name())).toList(),
				table.checks().stream().filter((check) -> test(Kind.CHECK, name, check.name())).toList(),
				table.comment());
	}

	private boolean test(Kind kind, QualifiedName table, String name) {
		return test(new SchemaObject(kind, table, QualifiedName.of(name)));
	}

	@Override
	public boolean test(SchemaObject object) {
		String name = object.name().name();
		if (object.kind() == Kind.TABLE) {
			String schema = (object.name().schema() != null) ? object.name().schema() : "";
			return isAmong("tables", name) && isAmong("schemas", schema) && !isHidden("hidden", object.toString());
		}
		return !isHidden("hidden", object.toString()) && !isHidden("hidden-kinds", object.kind().toString())
				&& !(object.kind() == Kind.COLUMN && isHidden("hidden-columns", name));
	}

	private boolean isAmong(String rule, String name) {
		return !this.rules.containsKey(rule) || this.rules.get(rule).contains(name);
	}

	private boolean isHidden(String rule, String name) {
		return this.rules.getOrDefault(rule, List.of()).contains(name);
	}

}
