package dev.migrate.dialect.sqlserver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.dialect.Groups;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.TableAssembler;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * Reads the catalog of SQL Server in bulk.
 */
final class SqlserverCatalog {

	private static final String TABLES = """
			select s.name as table_schema, t.name as table_name, t.object_id
			from {db}sys.tables t join {db}sys.schemas s on s.schema_id = t.schema_id
			where t.is_ms_shipped = 0 and {filter} order by s.name, t.name""";

	private static final String COLUMNS = """
			select c.object_id, c.name, y.name as type_name, ys.name as type_schema, y.is_user_defined, c.max_length,
			  c.precision, c.scale, c.is_nullable, d.definition as default_value, m.definition as formula,
			  cast(i.increment_value as bigint) as increment_value, c.collation_name,
			  cast(databasepropertyex(db_name(), 'Collation') as nvarchar(128)) as default_collation
			from {db}sys.columns c
			  join {db}sys.tables t on t.object_id = c.object_id
			  join {db}sys.schemas s on s.schema_id = t.schema_id
			  join {db}sys.types y on y.user_type_id = c.user_type_id
			  join {db}sys.schemas ys on ys.schema_id = y.schema_id
			  left join {db}sys.default_constraints d on d.object_id = c.default_object_id
			  left join {db}sys.computed_columns m on m.object_id = c.object_id and m.column_id = c.column_id
			  left join {db}sys.identity_columns i on i.object_id = c.object_id and i.column_id = c.column_id
			where t.is_ms_shipped = 0 and {filter} order by c.object_id, c.column_id""";

	private static final String INDEXES = """
			select x.object_id, x.name, x.is_unique, x.is_primary_key, x.is_unique_constraint, x.type_desc,
			  x.filter_definition, c.name as column_name, p.is_descending_key, p.is_included_column
			from {db}sys.indexes x
			  join {db}sys.tables t on t.object_id = x.object_id
			  join {db}sys.schemas s on s.schema_id = t.schema_id
			  join {db}sys.index_columns p on p.object_id = x.object_id and p.index_id = x.index_id
			  join {db}sys.columns c on c.object_id = p.object_id and c.column_id = p.column_id
			where t.is_ms_shipped = 0 and x.is_hypothetical = 0 and {filter}
			order by x.object_id, x.name, p.is_included_column, p.key_ordinal, p.index_column_id""";

	private static final String CHECKS = """
			select k.parent_object_id as object_id, k.name, k.definition
			from {db}sys.check_constraints k
			  join {db}sys.tables t on t.object_id = k.parent_object_id
			  join {db}sys.schemas s on s.schema_id = t.schema_id
			where {filter} order by k.parent_object_id, k.name""";

	private static final String FOREIGN_KEYS = """
			select f.parent_object_id as object_id, f.name, rs.name as table_schema, rt.name as table_name,
			  c.name as column_name, rc.name as referenced_column, f.delete_referential_action_desc as on_delete,
			  f.update_referential_action_desc as on_update
			from {db}sys.foreign_keys f
			  join {db}sys.tables t on t.object_id = f.parent_object_id
			  join {db}sys.schemas s on s.schema_id = t.schema_id
			  join {db}sys.tables rt on rt.object_id = f.referenced_object_id
			  join {db}sys.schemas rs on rs.schema_id = rt.schema_id
			  join {db}sys.foreign_key_columns p on p.constraint_object_id = f.object_id
			  join {db}sys.columns c on c.object_id = p.parent_object_id and c.column_id = p.parent_column_id
			  join {db}sys.columns rc on rc.object_id = p.referenced_object_id and rc.column_id = p.referenced_column_id
			where {filter} order by f.parent_object_id, f.name, p.constraint_column_id""";

	private static final String SEQUENCES = """
			select s.name as table_schema, q.name as table_name, cast(q.start_value as bigint) as start_value,
			  cast(q.increment as bigint) as increment
			from {db}sys.sequences q join {db}sys.schemas s on s.schema_id = q.schema_id
			where {schemas} order by s.name, q.name""";

	private static final String SCHEMAS = "select s.name from {db}sys.schemas s where {schemas}";

	private final Connection connection;

	private final String database;

	private final String defaultSchema;

	private final String filter;

	private final List<String> parameters;

	private final TableAssembler<Long> tables = new TableAssembler<>();

	private SqlserverCatalog(Connection connection, String database, String defaultSchema, String filter,
			List<String> parameters) {
		this.connection = connection;
		this.database = database;
		this.defaultSchema = defaultSchema;
		this.filter = filter;
		this.parameters = parameters;
	}

	/**
	 * Create a reader of a database's own tables, to be used once.
	 * @param connection the connection
	 * @param defaultSchema the schema that records do not name
	 * @param schemas the schemas to read
	 * @return the reader
	 */
	static SqlserverCatalog ofDatabase(Connection connection, String defaultSchema, Collection<String> schemas) {
		return new SqlserverCatalog(connection, "", defaultSchema,
				"s.name in (" + String.join(", ", Collections.nCopies(schemas.size(), "?")) + ")",
				List.copyOf(schemas));
	}

	/**
	 * Create a reader of a connection's temporary tables, to be used once.
	 * @param connection the connection
	 * @param prefix the prefix of their names
	 * @return the reader
	 */
	static SqlserverCatalog ofTemporaryTables(Connection connection, String prefix) {
		return new SqlserverCatalog(connection, "tempdb.", "dbo", "left(t.name, " + prefix.length() + ") = ?",
				List.of(prefix));
	}

	/**
	 * Read the schema.
	 * @return the schema, with names as they are stored
	 * @throws SQLException if the database cannot be accessed
	 */
	Schema read() throws SQLException {
		query(COLUMNS, (rows) -> this.tables.add(rows.getLong("object_id"), column(rows)));
		indexes(query(INDEXES, SqlserverCatalog::indexColumn));
		query(CHECKS, (rows) -> this.tables.add(rows.getLong("object_id"),
				new Check(Rows.text(rows, "name"), new Expression(Rows.text(rows, "definition")))));
		foreignKeys(query(FOREIGN_KEYS, this::reference));
		List<Table> tables = query(TABLES, (rows) -> this.tables.table(rows.getLong("object_id"), name(rows), null));
		if (!this.database.isEmpty()) {
			return Schema.EMPTY.withTables(tables);
		}
		List<Sequence> sequences = query(SEQUENCES,
				(rows) -> new Sequence(name(rows), rows.getLong("start_value"), rows.getLong("increment")));
		Set<String> existing = new TreeSet<>(query(SCHEMAS, (rows) -> rows.getString(1)));
		existing.remove(this.defaultSchema);
		return new Schema(existing, tables, sequences, List.of());
	}

	private static Column column(ResultSet rows) throws SQLException {
		long increment = rows.getLong("increment_value");
		String collation = Rows.text(rows, "collation_name");
		return Column.of(Rows.text(rows, "name"), type(rows), rows.getBoolean("is_nullable"))
			.withDefaultValue(new Expression(Rows.text(rows, "default_value")))
			.withIdentity((increment != 0) ? new Identity(Identity.Mode.BY_DEFAULT, increment) : Identity.NONE)
			.withGeneratedAs(new Expression(Rows.text(rows, "formula")))
			.withCollation(collation.equals(rows.getString("default_collation")) ? "" : collation);
	}

	private static SqlType type(ResultSet rows) throws SQLException {
		String name = rows.getString("type_name");
		if (rows.getBoolean("is_user_defined")) {
			return new SqlType(
					SqlserverDdl.bracketed(rows.getString("type_schema")) + "." + SqlserverDdl.bracketed(name));
		}
		int length = rows.getInt("max_length");
		return new SqlType(switch (name) {
			case "varchar", "char", "varbinary", "binary" -> name + "(" + ((length < 0) ? "max" : length) + ")";
			case "nvarchar", "nchar" -> name + "(" + ((length < 0) ? "max" : length / 2) + ")";
			case "decimal", "numeric" -> name + "(" + rows.getInt("precision") + "," + rows.getInt("scale") + ")";
			case "datetime2", "datetimeoffset", "time" -> name + "(" + rows.getInt("scale") + ")";
			case "float" -> name + "(" + rows.getInt("precision") + ")";
			// The catalog names row versions like timestamps, which are another type on
			// other products.
			case "timestamp" -> "rowversion";
			default -> name;
		});
	}

	private static IndexColumn indexColumn(ResultSet rows) throws SQLException {
		return new IndexColumn(rows.getLong("object_id"), Rows.text(rows, "name"), rows.getBoolean("is_unique"),
				rows.getBoolean("is_primary_key"), rows.getBoolean("is_unique_constraint"),
				Rows.text(rows, "type_desc"), Rows.text(rows, "filter_definition"), Rows.text(rows, "column_name"),
				rows.getBoolean("is_descending_key"), rows.getBoolean("is_included_column"));
	}

	private void indexes(List<IndexColumn> columns) {
		for (List<IndexColumn> parts : Groups.of(columns, (part) -> List.of(part.table(), part.name()))
			.asMap()
			.values()) {
			IndexColumn first = parts.get(0);
			List<String> names = parts.stream().map(IndexColumn::column).toList();
			if (first.primaryKey()) {
				this.tables.add(first.table(), new PrimaryKey(first.name(), names));
			}
			else if (first.uniqueKey()) {
				this.tables.add(first.table(), new UniqueKey(first.name(), names));
			}
			else {
				this.tables.add(first.table(), index(first, parts));
			}
		}
	}

	private static Index index(IndexColumn first, List<IndexColumn> columns) {
		List<Index.Part> parts = columns.stream()
			.filter((column) -> !column.included())
			.map((column) -> new Index.Part(column.column(), Expression.NONE, column.descending()))
			.toList();
		boolean plain = parts.size() == columns.size() && first.type().equals("NONCLUSTERED");
		// An index that JPA cannot express never equals that of an entity.
		String definition = plain ? null
				: first.type().toLowerCase(Locale.ROOT) + columns.stream()
					.filter(IndexColumn::included)
					.map(IndexColumn::column)
					.collect(Collectors.joining(", ", " include (", ")"));
		return Index.of(first.name(), parts)
			.withUnique(first.unique())
			.withWhere(new Expression(first.filter()))
			.withMethod(first.type().toLowerCase(Locale.ROOT))
			.withDefinition((definition != null)
					? new Index.Definition(Index.Definition.Kind.INDEX, definition, definition) : null);
	}

	private Reference reference(ResultSet rows) throws SQLException {
		return new Reference(rows.getLong("object_id"), Rows.text(rows, "name"), name(rows),
				Rows.text(rows, "column_name"), Rows.text(rows, "referenced_column"), Rows.action(rows, "on_delete"),
				Rows.action(rows, "on_update"));
	}

	private void foreignKeys(List<Reference> references) {
		for (List<Reference> parts : Groups.of(references, (part) -> List.of(part.table(), part.name()))
			.asMap()
			.values()) {
			Reference first = parts.get(0);
			this.tables.add(first.table(),
					new ForeignKey(first.name(), parts.stream().map(Reference::column).toList(), first.referenced(),
							parts.stream().map(Reference::referencedColumn).toList(), first.onDelete(),
							first.onUpdate(), ForeignKey.Deferral.NOT_DEFERRABLE));
		}
	}

	private <T> List<T> query(String sql, Rows.Mapper<T> mapper) throws SQLException {
		return Rows.read(this.connection,
				sql.replace("{db}", this.database).replace("{filter}", this.filter).replace("{schemas}", this.filter),
				this.parameters, mapper);
	}

	private QualifiedName name(ResultSet rows) throws SQLException {
		String schema = rows.getString("table_schema");
		String name = Rows.text(rows, "table_name");
		// The name of a temporary table is padded and numbered.
		int end = this.database.isEmpty() ? -1 : name.indexOf("___");
		return new QualifiedName(this.defaultSchema.equals(schema) ? null : schema,
				(end < 0) ? name : name.substring(0, end));
	}

	private record IndexColumn(long table, String name, boolean unique, boolean primaryKey, boolean uniqueKey,
			String type, String filter, String column, boolean descending, boolean included) {

	}

	private record Reference(long table, String name, QualifiedName referenced, String column, String referencedColumn,
			ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {

	}

}
