package dev.migrate.authoring;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.authoring.comparison.CatalogFacts;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.change.Change;
import dev.migrate.database.CurrentSchema;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.UnmanagedObjects;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.run.MigrationTarget;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Everything that can be seen of what a changelog has built in an empty database.
 *
 * @param schema the schema
 * @param facts what the JDBC driver reports about the tables
 * @param others the objects that no comparison sees, such as views, by their kind, and
 * all tables, also those that a comparison hides
 * @param rows the numbers of rows by table
 */
record BuiltSchema(CurrentSchema schema, Set<String> facts, Map<String, Set<String>> others,
		Map<String, Integer> rows) {

	/**
	 * Read what is in a database.
	 * @param target the database
	 * @param desired the schema that determines the schemas to read
	 * @return what is there
	 */
	static BuiltSchema read(MigrationTarget target, Schema desired) {
		CurrentSchema current = Comparison.read(target, desired);
		return DatabaseAccess.connect(target, (connection) -> read(connection, current));
	}

	private static BuiltSchema read(Connection connection, CurrentSchema current) throws SQLException {
		Set<String> names = current.schema()
			.tables()
			.stream()
			.map((table) -> table.name().name())
			.collect(Collectors.toSet());
		Map<String, Set<String>> others = new TreeMap<>();
		for (UnmanagedObjects kind : current.dialect().unmanagedObjects(connection, current.scope())) {
			others.put(kind.kind(), new TreeSet<>(kind.names()));
		}
		others.put("table", tables(connection));
		Map<String, Integer> rows = new TreeMap<>();
		for (Table table : current.schema().tables()) {
			String name = current.dialect().ddl().identifiers().of(table.name());
			rows.put(table.name().toString(),
					Rows.read(connection, "select count(*) from " + name, List.of(), (row) -> row.getInt(1)).get(0));
		}
		return new BuiltSchema(current, CatalogFacts.of(connection, current.scope(), names), others, rows);
	}

	private static Set<String> tables(Connection connection) throws SQLException {
		Set<String> tables = new TreeSet<>();
		try (ResultSet found = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
			while (found.next()) {
				String schema = found.getString("TABLE_SCHEM");
				// The names of the server's own ones contain numbers.
				String type = String.valueOf(found.getString("TABLE_TYPE"));
				if (type.matches("(BASE |PARTITIONED |FOREIGN )?TABLE|GLOBAL TEMPORARY|(MATERIALIZED )?VIEW")) {
					tables.add(((schema != null) ? schema + "." : "") + found.getString("TABLE_NAME"));
				}
			}
		}
		return tables;
	}

	/**
	 * Describe how another database differs from this one.
	 * @param other what is in the other one
	 * @return one description a difference, as what is missing or superfluous there
	 */
	Set<String> differencesTo(BuiltSchema other) {
		Set<String> differences = new TreeSet<>();
		for (Change change : SchemaDiffer.diff(other.schema.schema(), this.schema.schema())) {
			differences.add("does not " + change.description());
		}
		for (Change change : SchemaDiffer.diff(this.schema.schema(), other.schema.schema())) {
			differences.add("does " + change.description());
		}
		this.facts.stream()
			.filter((fact) -> !other.facts.contains(fact))
			.forEach((fact) -> differences.add("has no " + fact));
		other.facts.stream()
			.filter((fact) -> !this.facts.contains(fact))
			.forEach((fact) -> differences.add("has " + fact));
		this.others.forEach((kind, names) -> names.stream()
			.filter((name) -> !other.others.getOrDefault(kind, Set.of()).contains(name))
			.forEach((name) -> differences.add("has no " + kind + " " + name)));
		other.others.forEach((kind, names) -> names.stream()
			.filter((name) -> !this.others.getOrDefault(kind, Set.of()).contains(name))
			.forEach((name) -> differences.add("has " + kind + " " + name)));
		this.rows.forEach((table, count) -> {
			int there = other.rows.getOrDefault(table, 0);
			if (there != count) {
				differences.add("has " + there + " instead of " + count + " rows in " + table);
			}
		});
		return differences;
	}

}
