package dev.migrate.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Groups;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.sqlite.SqliteDefinition.Clause;
import dev.migrate.dialect.sqlite.SqliteDefinition.Kind;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of SQLite in bulk: the pragmas for all tables at once, and the
 * aspects that they lack from the statements that created the tables.
 */
final class SqliteCatalog {

	private static final String OBJECTS = """
			select m.type, m.name, m.tbl_name, m.sql from sqlite_master m
			left join pragma_table_list l on l.schema = 'main' and l.name = m.name and m.type = 'table'
			where m.sql is not null and m.type in ('table', 'index', 'trigger') and m.name not like 'sqlite\\_%' escape '\\'
			and (m.type <> 'table' or l.type is null or l.type = 'table') order by m.name""";

	private static final String COLUMNS = """
			select m.name as table_name, c.name, c.type, c."notnull" as required, c.dflt_value, c.pk, c.hidden
			from sqlite_master m, pragma_table_xinfo(m.name) c where m.type = 'table' order by m.name, c.cid""";

	private static final String INDEXES = """
			select m.name as table_name, i.name, i."unique" as is_unique, i.origin, i.partial
			from sqlite_master m, pragma_index_list(m.name) i where m.type = 'table' order by m.name, i.name""";

	private static final String INDEX_COLUMNS = """
			select m.name as index_name, c.name, c."desc" as descending, c.coll
			from sqlite_master m, pragma_index_xinfo(m.name) c where m.type = 'index' and c.key = 1
			order by m.name, c.seqno""";

	private static final String FOREIGN_KEYS = """
			select m.name as table_name, k.id, k."table" as referenced, k."from" as column_name, k."to" as referenced_column,
			  k.on_update, k.on_delete
			from sqlite_master m, pragma_foreign_key_list(m.name) k where m.type = 'table' order by m.name, k.id, k.seq""";

	private static final String ENFORCEMENT = "pragma foreign_keys";

	private static final int VIRTUAL = 2;

	private final Connection connection;

	private final Groups<String, ColumnRow> columns = new Groups<>();

	private final Groups<String, IndexRow> indexes = new Groups<>();

	private final Groups<String, IndexColumn> indexColumns = new Groups<>();

	private final Groups<String, ForeignKeyRow> foreignKeys = new Groups<>();

	private final Groups<String, ObjectRow> objects = new Groups<>();

	private final Set<String> referenced = new HashSet<>();

	private boolean enforced;

	/**
	 * Create a reader, to be used once.
	 * @param connection the connection
	 */
	SqliteCatalog(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Read the schema.
	 * @return the schema
	 * @throws SQLException if the database cannot be accessed, or the statement that
	 * created a table cannot be parsed
	 */
	CatalogSchema read() throws SQLException {
		read(COLUMNS, (rows) -> this.columns.add(rows.getString("table_name"), columnRow(rows)));
		read(INDEXES, (rows) -> this.indexes.add(rows.getString("table_name"), new IndexRow(rows.getString("name"),
				rows.getBoolean("is_unique"), rows.getString("origin"), rows.getBoolean("partial"))));
		read(INDEX_COLUMNS, (rows) -> this.indexColumns.add(rows.getString("index_name"),
				new IndexColumn(rows.getString("name"), rows.getBoolean("descending"), Rows.text(rows, "coll"))));
		read(FOREIGN_KEYS, (rows) -> this.foreignKeys.add(rows.getString("table_name"), foreignKeyRow(rows)));
		this.foreignKeys.asMap()
			.values()
			.forEach((keys) -> keys.forEach((key) -> this.referenced.add(SqliteNaming.fold(key.referenced()))));
		this.enforced = read(ENFORCEMENT, (rows) -> rows.getBoolean(1)).contains(true);
		List<ObjectRow> objects = read(OBJECTS, (rows) -> new ObjectRow(rows.getString("type"), rows.getString("name"),
				SqliteNaming.fold(rows.getString("tbl_name")), rows.getString("sql")));
		objects.stream()
			.filter((object) -> !object.type().equals("table"))
			.forEach((object) -> this.objects.add(object.table(), object));
		List<Table> tables = new ArrayList<>();
		Map<QualifiedName, SqliteSource> sources = new HashMap<>();
		for (ObjectRow object : objects) {
			if (object.type().equals("table")) {
				tables.add(table(object));
				sources.put(QualifiedName.of(SqliteNaming.fold(object.name())), source(object));
			}
		}
		return new CatalogSchema(Schema.EMPTY.withTables(tables), new SqliteSources(sources));
	}

	private Table table(ObjectRow table) throws SQLException {
		String name = table.name();
		SqliteDefinition definition = definition(table);
		List<ColumnRow> rows = this.columns.get(name);
		List<String> key = rows.stream()
			.filter((row) -> row.key() > 0)
			.sorted((one, other) -> Integer.compare(one.key(), other.key()))
			.map(ColumnRow::name)
			.toList();
		boolean numbered = isNumbered(definition, rows, key);
		List<Column> columns = rows.stream().map((row) -> column(row, definition, numbered)).toList();
		PrimaryKey primaryKey = key.isEmpty() ? null : new PrimaryKey(name(definition, Kind.PRIMARY_KEY, key), key);
		List<Check> checks = definition.clauses()
			.stream()
			.filter((clause) -> clause.kind() == Kind.CHECK)
			.map((clause) -> new Check(clause.name(), new Expression(clause.expression())))
			.toList();
		return new Table(QualifiedName.of(name), columns, primaryKey, uniqueKeys(definition),
				foreignKeys(name, definition), indexes(name), checks, "");
	}

	private SqliteDefinition definition(ObjectRow table) throws SQLException {
		try {
			SqliteDefinition definition = SqliteDefinition.parse(table.sql());
			List<String> known = definition.columns().stream().map(SqliteDefinition.Column::name).toList();
			List<String> told = this.columns.get(table.name())
				.stream()
				.map((row) -> SqliteNaming.fold(row.name()))
				.toList();
			if (!known.equals(told)) {
				throw new IllegalArgumentException("its columns are " + known + ", those in the catalog " + told);
			}
			return definition;
		}
		catch (IllegalArgumentException ex) {
			throw new SQLException(
					"The statement that created table " + table.name() + " cannot be parsed: " + ex.getMessage(), ex);
		}
	}

	private SqliteSource source(ObjectRow table) {
		String name = SqliteNaming.fold(table.name());
		boolean related = this.referenced.contains(name) || this.foreignKeys.contains(table.name());
		List<String> parts = this.objects.get(name).stream().map(ObjectRow::sql).toList();
		return new SqliteSource(this.enforced && related, table.sql(), parts);
	}

	private static boolean isNumbered(SqliteDefinition definition, List<ColumnRow> rows, List<String> key) {
		if (key.size() != 1 || definition.isWithoutRowid()) {
			return false;
		}
		boolean integer = rows.stream()
			.anyMatch((row) -> row.key() > 0 && row.type().equalsIgnoreCase(SqliteTypes.NUMBERED.canonical()));
		// Due to a bug that is kept for compatibility, such a key is not the row id if it
		// is descending.
		boolean descending = definition.columns()
			.stream()
			.flatMap((column) -> column.clause(Kind.PRIMARY_KEY).stream())
			.anyMatch((clause) -> SqliteToken.of(clause.text()).stream().anyMatch((token) -> token.is("desc")));
		return integer && !descending;
	}

	private static Column column(ColumnRow row, SqliteDefinition definition, boolean numbered) {
		SqliteDefinition.Column column = definition.column(SqliteNaming.fold(row.name())).orElseThrow();
		boolean identity = numbered && row.key() > 0;
		String formula = column.clause(Kind.GENERATED).map(Clause::expression).orElse("");
		String collation = column.clause(Kind.COLLATE).map(Clause::expression).orElse("");
		return Column
			.of(row.name(), row.type().isBlank() ? SqliteTypes.NONE : new SqlType(row.type()),
					!row.required() && !identity)
			.withDefaultValue(new Expression(formula.isEmpty() ? row.defaultValue() : ""))
			.withIdentity(identity ? Identity.BY_DEFAULT : Identity.NONE)
			.withGeneratedAs(new Expression(formula))
			.withCollation(collation)
			.withComment("")
			.withStorage(formula.isEmpty() ? null
					: ((row.hidden() == VIRTUAL) ? Column.Storage.VIRTUAL : Column.Storage.STORED));
	}

	private static List<UniqueKey> uniqueKeys(SqliteDefinition definition) {
		// The pragmas omit a key on the columns of another one.
		return definition.clauses()
			.stream()
			.filter((clause) -> clause.kind() == Kind.UNIQUE)
			.map((clause) -> new UniqueKey(clause.name(), clause.columns()))
			.toList();
	}

	private List<ForeignKey> foreignKeys(String table, SqliteDefinition definition) {
		List<ForeignKey> keys = new ArrayList<>();
		Groups.of(this.foreignKeys.get(table), ForeignKeyRow::id).asMap().forEach((id, rows) -> {
			List<String> columns = rows.stream().map(ForeignKeyRow::column).toList();
			ForeignKeyRow first = rows.get(0);
			Optional<Clause> clause = clause(definition, Kind.FOREIGN_KEY, columns)
				.filter((candidate) -> candidate.expression().equals(SqliteNaming.fold(first.referenced())));
			keys.add(new ForeignKey(clause.map(Clause::name).orElse(""), columns, QualifiedName.of(first.referenced()),
					referencedColumns(rows), first.onDelete(), first.onUpdate(),
					clause.map((found) -> deferral(found.text())).orElse(ForeignKey.Deferral.NOT_DEFERRABLE)));
		});
		return keys;
	}

	private List<String> referencedColumns(List<ForeignKeyRow> rows) {
		List<String> named = rows.stream()
			.flatMap((row) -> Optional.ofNullable(row.referencedColumn()).stream())
			.toList();
		if (named.size() == rows.size()) {
			return named;
		}
		// Without columns, the primary key is referenced; the table may be missing.
		String table = SqliteNaming.fold(rows.get(0).referenced());
		List<String> key = this.columns.asMap()
			.entrySet()
			.stream()
			.filter((entry) -> SqliteNaming.fold(entry.getKey()).equals(table))
			.flatMap((entry) -> entry.getValue().stream())
			.filter((row) -> row.key() > 0)
			.sorted((one, other) -> Integer.compare(one.key(), other.key()))
			.map(ColumnRow::name)
			.toList();
		return (key.size() == rows.size()) ? key : rows.stream().map(ForeignKeyRow::column).toList();
	}

	private List<Index> indexes(String table) {
		List<Index> indexes = new ArrayList<>();
		for (IndexRow row : this.indexes.get(table)) {
			if (row.origin().equals("c")) {
				this.objects.get(SqliteNaming.fold(table))
					.stream()
					.filter((object) -> object.type().equals("index") && object.name().equals(row.name()))
					.findFirst()
					.ifPresent((object) -> indexes.add(index(row, object.sql())));
			}
		}
		return indexes;
	}

	private Index index(IndexRow row, String sql) {
		SqliteIndex written = SqliteIndex.parse(sql);
		List<IndexColumn> columns = this.indexColumns.get(row.name());
		List<Index.Part> parts = new ArrayList<>();
		boolean collated = false;
		for (int i = 0; i < columns.size(); i++) {
			IndexColumn column = columns.get(i);
			Expression expression = (column.name() == null) ? new Expression(written.parts().get(i)) : Expression.NONE;
			parts.add(new Index.Part(column.name(), expression, column.descending()));
			collated |= written.isCollated(i);
		}
		return Index.of(row.name(), parts)
			.withUnique(row.unique())
			.withWhere(new Expression(written.where()))
			.withMethod("btree")
			.withDefinition(
					collated ? new Index.Definition(Index.Definition.Kind.INDEX, sql, written.structure()) : null);
	}

	private static String name(SqliteDefinition definition, Kind kind, List<String> columns) {
		return clause(definition, kind, columns).map(Clause::name).orElse("");
	}

	private static Optional<Clause> clause(SqliteDefinition definition, Kind kind, List<String> columns) {
		List<String> folded = columns.stream().map(SqliteNaming::fold).toList();
		return definition.clauses()
			.stream()
			.filter((clause) -> clause.kind() == kind && clause.columns().equals(folded))
			.findFirst();
	}

	private static ForeignKey.Deferral deferral(String clause) {
		List<SqliteToken> tokens = SqliteToken.of(clause);
		for (int i = 1; i < tokens.size(); i++) {
			if (tokens.get(i).is("deferrable")) {
				if (tokens.get(i - 1).is("not")) {
					return ForeignKey.Deferral.NOT_DEFERRABLE;
				}
				boolean deferred = i + 2 < tokens.size() && tokens.get(i + 2).is("deferred");
				return deferred ? ForeignKey.Deferral.INITIALLY_DEFERRED : ForeignKey.Deferral.INITIALLY_IMMEDIATE;
			}
		}
		return ForeignKey.Deferral.NOT_DEFERRABLE;
	}

	private static ColumnRow columnRow(ResultSet rows) throws SQLException {
		return new ColumnRow(rows.getString("name"), Rows.text(rows, "type"), rows.getBoolean("required"),
				Rows.text(rows, "dflt_value"), rows.getInt("pk"), rows.getInt("hidden"));
	}

	private static ForeignKeyRow foreignKeyRow(ResultSet rows) throws SQLException {
		return new ForeignKeyRow(rows.getInt("id"), rows.getString("referenced"), rows.getString("column_name"),
				rows.getString("referenced_column"), Rows.action(rows, "on_update"), Rows.action(rows, "on_delete"));
	}

	private <T> List<T> read(String sql, Rows.Mapper<T> mapper) throws SQLException {
		return Rows.read(this.connection, sql, List.of(), mapper);
	}

	private record ObjectRow(String type, String name, String table, String sql) {

	}

	private record ColumnRow(String name, String type, boolean required, String defaultValue, int key, int hidden) {

	}

	private record IndexRow(String name, boolean unique, String origin, boolean partial) {

	}

	private record IndexColumn(@Nullable String name, boolean descending, String collation) {

	}

	private record ForeignKeyRow(int id, String referenced, String column, @Nullable String referencedColumn,
			ForeignKey.Action onUpdate, ForeignKey.Action onDelete) {

	}

}
