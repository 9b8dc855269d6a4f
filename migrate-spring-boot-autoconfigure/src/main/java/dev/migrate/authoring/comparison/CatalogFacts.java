package dev.migrate.authoring.comparison;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.dialect.SchemaScope;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that a JDBC driver reports for tables, independent of the dialects.
 */
public final class CatalogFacts {

	private final DatabaseMetaData metaData;

	private final String catalog;

	private final SchemaScope scope;

	private final Set<String> seen;

	private final Set<String> facts = new TreeSet<>();

	private CatalogFacts(Connection connection, SchemaScope scope, Collection<String> tables) throws SQLException {
		this.metaData = connection.getMetaData();
		this.catalog = Objects.requireNonNullElse(connection.getCatalog(), "");
		this.scope = scope;
		this.seen = new TreeSet<>();
		this.seen.addAll(tables);
	}

	/**
	 * Read the metadata of tables from the driver.
	 * @param connection a connection to the database
	 * @param scope the schemas to read
	 * @param tables the names of the tables that a comparison sees, as the catalog stores
	 * them
	 * @return the facts, in order; no names of keys and indexes among them
	 * @throws SQLException if the database cannot be read
	 */
	public static Set<String> of(Connection connection, SchemaScope scope, Collection<String> tables)
			throws SQLException {
		CatalogFacts facts = new CatalogFacts(connection, scope, tables);
		boolean schemas = facts.metaData.supportsSchemasInTableDefinitions();
		boolean catalogs = facts.metaData.supportsCatalogsInTableDefinitions();
		Set<String> names = new TreeSet<>(scope.others());
		names.add(scope.defaultSchema());
		for (String name : names) {
			facts.read(schemas ? (catalogs ? facts.catalog : null) : (catalogs ? name : null), schemas ? name : null);
		}
		return facts.facts;
	}

	private void read(@Nullable String in, @Nullable String schema) throws SQLException {
		List<String> tables = new ArrayList<>();
		try (ResultSet rows = this.metaData.getTables(in, schema, "%", null)) {
			while (rows.next()) {
				String name = rows.getString("TABLE_NAME");
				boolean table = rows.getString("TABLE_TYPE").matches("(BASE |PARTITIONED )?TABLE");
				if (table && isIn(rows, "TABLE_SCHEM", schema) && this.seen.contains(name)) {
					tables.add(name);
				}
			}
		}
		readColumns(in, schema, tables);
		for (String table : tables) {
			String name = qualified((schema != null) ? schema : in, table);
			this.facts.add("table " + name);
			readKey(in, schema, table, name);
			readIndexes(in, schema, table, name);
			readForeignKeys(in, schema, table, name);
		}
	}

	private void readColumns(@Nullable String in, @Nullable String schema, List<String> tables) throws SQLException {
		try (ResultSet rows = this.metaData.getColumns(in, schema, "%", "%")) {
			while (rows.next()) {
				String table = rows.getString("TABLE_NAME");
				if (!tables.contains(table) || !isIn(rows, "TABLE_SCHEM", schema)) {
					continue;
				}
				String value = rows.getString("COLUMN_DEF");
				this.facts.add("column " + qualified((schema != null) ? schema : in, table) + "."
						+ rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME") + "("
						+ rows.getInt("COLUMN_SIZE") + ", " + rows.getInt("DECIMAL_DIGITS") + ")"
						+ ((rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls) ? " not null" : "")
						+ ((value != null) ? " default " + value : "")
						+ ("YES".equals(rows.getString("IS_AUTOINCREMENT")) ? " numbered" : ""));
			}
		}
	}

	private void readKey(@Nullable String in, @Nullable String schema, String table, String name) throws SQLException {
		Map<Integer, String> columns = new LinkedHashMap<>();
		try (ResultSet rows = this.metaData.getPrimaryKeys(in, schema, table)) {
			while (rows.next()) {
				columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
			}
		}
		if (!columns.isEmpty()) {
			this.facts.add("primary key " + name + " (" + String.join(", ", inOrder(columns)) + ")");
		}
	}

	private void readIndexes(@Nullable String in, @Nullable String schema, String table, String name)
			throws SQLException {
		Map<String, Map<Integer, String>> indexes = new LinkedHashMap<>();
		Map<String, String> kinds = new LinkedHashMap<>();
		try (ResultSet rows = this.metaData.getIndexInfo(in, schema, table, false, true)) {
			while (rows.next()) {
				String index = rows.getString("INDEX_NAME");
				if (rows.getShort("TYPE") == DatabaseMetaData.tableIndexStatistic || index == null) {
					continue;
				}
				String condition = rows.getString("FILTER_CONDITION");
				kinds.put(index, (rows.getBoolean("NON_UNIQUE") ? "index " : "unique index ") + name
						+ ((condition != null) ? " where " + condition : ""));
				indexes.computeIfAbsent(index, (key) -> new LinkedHashMap<>())
					.put(rows.getInt("ORDINAL_POSITION"), rows.getString("COLUMN_NAME"));
			}
		}
		indexes.forEach((index, columns) -> this.facts
			.add(kinds.get(index) + " (" + String.join(", ", inOrder(columns)) + ")"));
	}

	private void readForeignKeys(@Nullable String in, @Nullable String schema, String table, String name)
			throws SQLException {
		Map<String, List<String>> keys = new LinkedHashMap<>();
		int unnamed = 0;
		try (ResultSet rows = this.metaData.getImportedKeys(in, schema, table)) {
			while (rows.next()) {
				String key = rows.getString("FK_NAME");
				int place = rows.getInt("KEY_SEQ");
				unnamed += (place <= 1) ? 1 : 0;
				String other = rows.getString((schema != null) ? "PKTABLE_SCHEM" : "PKTABLE_CAT");
				keys.computeIfAbsent((key != null) ? key : String.valueOf(unnamed), (any) -> new ArrayList<>())
					.add(rows.getString("FKCOLUMN_NAME") + " to "
							+ qualified((other != null) ? other : this.scope.defaultSchema(),
									rows.getString("PKTABLE_NAME"))
							+ "." + rows.getString("PKCOLUMN_NAME") + " " + rows.getShort("UPDATE_RULE") + " "
							+ rows.getShort("DELETE_RULE") + " " + rows.getShort("DEFERRABILITY"));
			}
		}
		keys.values().forEach((parts) -> this.facts.add("foreign key " + name + " (" + String.join(", ", parts) + ")"));
	}

	private static Collection<String> inOrder(Map<Integer, String> columns) {
		List<String> names = new ArrayList<>();
		columns.keySet().stream().sorted().forEach((place) -> names.add(String.valueOf(columns.get(place))));
		return names;
	}

	// Drivers treat a name as a pattern, in which an underscore matches any character.
	private static boolean isIn(ResultSet rows, String column, @Nullable String schema) throws SQLException {
		return schema == null || schema.equals(rows.getString(column));
	}

	private String qualified(@Nullable String schema, String name) {
		return (schema == null || schema.equals(this.scope.defaultSchema())) ? name : schema + "." + name;
	}

}
