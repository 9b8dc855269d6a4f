package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.migrate.change.SchemaObject;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObject.Kind;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlToken;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;

/**
 * Collects the dependent objects of a product whose catalog has their texts, but does not
 * know what these use. An object uses each table, column and view whose name is in its
 * text: rather one too many than one too few.
 */
public final class DependentUses {

	private static final Set<String> BEFORE_ALL_COLUMNS = Set.of("select", "distinct", "all", ",", ".");

	private final Schema schema;

	private final SchemaScope scope;

	private final Dependents.Builder dependents = new Dependents.Builder();

	private final Map<DependentObject, Set<String>> names = new LinkedHashMap<>();

	private final Groups<String, Table> tables = new Groups<>();

	private final Groups<String, DependentObject> views = new Groups<>();

	/**
	 * Create a collector, to be used once.
	 * @param schema the schema
	 * @param scope its scope
	 */
	public DependentUses(Schema schema, SchemaScope scope) {
		this.schema = schema;
		this.scope = scope;
		schema.tables().forEach((table) -> this.tables.add(fold(table.name().name()), table));
	}

	/**
	 * Read the dependent objects of a product that has foreign keys in its catalog.
	 * @param connection the connection
	 * @param schema the schema
	 * @param scope its scope
	 * @param texts the queries for the texts of objects
	 * @param foreignKeys the query for the foreign keys, for {@code object_schema},
	 * {@code object_table}, {@code object_name}, {@code referenced_schema},
	 * {@code referenced_table} and {@code referenced_column}, one row for each column
	 * @return the dependent objects
	 * @throws SQLException if the database cannot be accessed
	 * @see #readTexts(Connection, String)
	 */
	public static Dependents read(Connection connection, Schema schema, SchemaScope scope, List<String> texts,
			String foreignKeys) throws SQLException {
		DependentUses uses = new DependentUses(schema, scope);
		for (String sql : texts) {
			uses.readTexts(connection, sql);
		}
		uses.readForeignKeys(connection, foreignKeys);
		return uses.build();
	}

	/**
	 * Read the texts of objects that cannot be recreated. A text that is {@code select *}
	 * uses all columns of the table that the object belongs to.
	 * @param connection the connection
	 * @param sql the query for {@code kind}, {@code object_schema}, {@code object_table},
	 * which is null for an independent object, {@code object_name} and
	 * {@code definition}; an object may have several rows
	 * @throws SQLException if the database cannot be accessed
	 */
	public void readTexts(Connection connection, String sql) throws SQLException {
		Rows.read(connection, sql, List.of(), this::addText);
	}

	private boolean addText(ResultSet rows) throws SQLException {
		Kind kind = Kind.valueOf(Rows.text(rows, "kind"));
		String schema = Rows.text(rows, "object_schema");
		String table = rows.getString("object_table");
		String name = Rows.text(rows, "object_name");
		DependentObject object = (table != null)
				? new DependentObject(kind, name(schema, table), QualifiedName.of(name), 0, false)
				: new DependentObject(kind, null, name(schema, name), 0, false);
		if (!this.names.containsKey(object) && kind == Kind.VIEW) {
			this.views.add(fold(name), object);
		}
		return this.names.computeIfAbsent(object, (any) -> new HashSet<>())
			.addAll(names(Rows.text(rows, "definition")));
	}

	/**
	 * Read the foreign keys of the tables of all schemas.
	 * @param connection the connection
	 * @param sql the query for {@code object_schema}, {@code object_table},
	 * {@code object_name}, {@code referenced_schema}, {@code referenced_table} and
	 * {@code referenced_column}, one row for each column
	 * @throws SQLException if the database cannot be accessed
	 */
	private void readForeignKeys(Connection connection, String sql) throws SQLException {
		Groups<DependentObject, String> columns = new Groups<>();
		Map<DependentObject, QualifiedName> tables = new LinkedHashMap<>();
		Rows.read(connection, sql, List.of(), (rows) -> {
			QualifiedName table = name(Rows.text(rows, "object_schema"), Rows.text(rows, "object_table"));
			DependentObject key = new DependentObject(Kind.FOREIGN_KEY, table,
					QualifiedName.of(Rows.text(rows, "object_name")), 0, false);
			tables.put(key, name(Rows.text(rows, "referenced_schema"), Rows.text(rows, "referenced_table")));
			return columns.add(key, Rows.text(rows, "referenced_column"));
		});
		tables.forEach((key, table) -> {
			columns.get(key)
				.forEach(
						(column) -> this.dependents.add(SchemaObject.of(SchemaObject.Kind.COLUMN, table, column), key));
			addToKeys(key, table, Set.copyOf(columns.get(key)));
		});
	}

	private QualifiedName name(String schema, String name) {
		return new QualifiedName(schema.equals(this.scope.defaultSchema()) ? null : schema, name);
	}

	private void addToKeys(DependentObject foreignKey, QualifiedName table, Set<String> columns) {
		this.schema.table(table)
			.stream()
			.flatMap((found) -> keys(found).stream())
			.filter((key) -> KeyColumns.of(key).equals(columns))
			.forEach((key) -> this.dependents.add(SchemaObject.of(new PartOfTable(table, key)), foreignKey));
	}

	private static List<TablePart> keys(Table table) {
		Set<TablePart> keys = new HashSet<>(table.uniqueKeys());
		table.indexes().stream().filter(Index::unique).forEach(keys::add);
		if (table.primaryKey() != null) {
			keys.add(table.primaryKey());
		}
		return List.copyOf(keys);
	}

	/**
	 * Return what was read.
	 * @return the dependent objects
	 */
	public Dependents build() {
		this.names.forEach(this::addUses);
		return this.dependents.build();
	}

	private void addUses(DependentObject object, Set<String> names) {
		this.dependents.add(object);
		QualifiedName owner = object.table();
		if (owner != null) {
			this.schema.table(owner).ifPresent((table) -> addColumns(table, object, names));
			this.views.get(fold(owner.name()))
				.stream()
				.filter((view) -> view.name().equals(owner))
				.forEach((view) -> this.dependents.add(view, object));
		}
		QualifiedName place = (owner != null) ? owner : object.name();
		for (String name : names) {
			for (Table table : this.tables.get(name)) {
				if (isMeant(table.name(), place, names)) {
					this.dependents.add(new SchemaObject(SchemaObject.Kind.TABLE, null, table.name()), object);
					addColumns(table, object, names);
				}
			}
			this.views.get(name)
				.stream()
				.filter((view) -> !view.equals(object) && isMeant(view.name(), place, names))
				.forEach((view) -> this.dependents.add(view, object));
		}
	}

	// In a text of another schema, the name of the own schema has to be there as well.
	private boolean isMeant(QualifiedName used, QualifiedName place, Set<String> names) {
		String schema = (used.schema() != null) ? used.schema() : this.scope.defaultSchema();
		return Objects.equals(used.schema(), place.schema()) || names.contains(fold(schema));
	}

	private void addColumns(Table table, DependentObject object, Set<String> names) {
		for (Column column : table.columns()) {
			boolean isOwn = object.kind() == Kind.GENERATED_COLUMN
					&& Objects.equals(object.name(), QualifiedName.of(column.name()));
			if (!isOwn && (names.contains("*") || names.contains(fold(column.name())))) {
				this.dependents.add(SchemaObject.of(SchemaObject.Kind.COLUMN, table.name(), column.name()), object);
			}
		}
	}

	// An asterisk is kept only if it stands for all columns.
	private static Set<String> names(String text) {
		Set<String> names = SqlToken.names(text);
		String before = "";
		boolean all = false;
		for (SqlToken token : SqlToken.of(text)) {
			all = all || (token.text().equals("*") && BEFORE_ALL_COLUMNS.contains(fold(before)));
			before = token.text().isBlank() ? before : token.text();
		}
		if (!all) {
			names.remove("*");
		}
		return names;
	}

	private static String fold(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
