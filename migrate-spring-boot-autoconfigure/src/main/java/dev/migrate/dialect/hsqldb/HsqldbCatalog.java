package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.Rows;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of HSQLDB in bulk. The joins are done here: HSQLDB has no indexes on
 * these views.
 */
final class HsqldbCatalog {

	private static final String TABLES = """
			select table_schema, table_name from information_schema.tables
			where table_type = 'BASE TABLE' and table_schema in (%s) order by table_schema, table_name""";

	private static final String COLUMNS = """
			select table_schema, table_name, column_name, column_default, is_nullable, collation_name, domain_schema,
			  domain_name, dtd_identifier, identity_generation, identity_increment, generation_expression
			from information_schema.columns where table_schema in (%s)
			order by table_schema, table_name, ordinal_position""";

	private static final String COMMENTS = """
			select object_schema, object_name, column_name, comment from information_schema.system_comments
			where object_type in ('TABLE', 'COLUMN') and object_schema in (%s)""";

	private static final String INDEXES = """
			select table_schem, table_name, index_name, non_unique, column_name
			from information_schema.system_indexinfo where table_schem in (%s)
			order by table_schem, table_name, index_name, ordinal_position""";

	private static final String KEY_INDEXES = """
			select index_schema, index_name from information_schema.system_key_index_usage
			where index_schema in (%s)""";

	private static final String SEQUENCES = """
			select sequence_schema, sequence_name, start_with, increment from information_schema.sequences
			where sequence_schema in (%s) order by sequence_schema, sequence_name""";

	private static final String SCHEMAS = """
			select schema_name from information_schema.schemata where schema_name in (%s)""";

	private static final String CONSTRAINTS = """
			select constraint_schema, constraint_name, constraint_type, table_schema, table_name
			from information_schema.table_constraints order by constraint_schema, constraint_name""";

	private static final String KEY_COLUMNS = """
			select constraint_schema, constraint_name, column_name, position_in_unique_constraint
			from information_schema.key_column_usage
			order by constraint_schema, constraint_name, ordinal_position""";

	private static final String REFERENCES = """
			select constraint_schema, constraint_name, unique_constraint_schema, unique_constraint_name, update_rule,
			  delete_rule from information_schema.referential_constraints""";

	private static final String CHECKS = """
			select constraint_schema, constraint_name, check_clause from information_schema.check_constraints""";

	private static final String COLLATION = """
			select property_value from information_schema.system_properties
			where property_name = 'sql.default_collation'""";

	private final Identifiers identifiers = HsqldbDdl.printed();

	private final Connection connection;

	private final String defaultSchema;

	private final List<String> schemas;

	private final Set<String> defaultCollations = new HashSet<>();

	private final Map<QualifiedName, Map<String, String>> comments = new HashMap<>();

	private final Map<QualifiedName, List<Column>> columns = new HashMap<>();

	private final Map<QualifiedName, QualifiedName> tablesOfConstraints = new HashMap<>();

	private final Map<QualifiedName, List<KeyColumn>> keyColumns = new HashMap<>();

	private final Map<QualifiedName, Reference> references = new HashMap<>();

	private final Map<QualifiedName, String> conditions = new HashMap<>();

	private final Set<QualifiedName> keyIndexes = new HashSet<>();

	private final Map<QualifiedName, PrimaryKey> primaryKeys = new HashMap<>();

	private final Map<QualifiedName, List<UniqueKey>> uniqueKeys = new HashMap<>();

	private final Map<QualifiedName, List<ForeignKey>> foreignKeys = new HashMap<>();

	private final Map<QualifiedName, List<Check>> checks = new HashMap<>();

	private final Map<QualifiedName, List<Index>> indexes = new HashMap<>();

	/**
	 * Create a reader, to be used once.
	 * @param connection the connection
	 * @param defaultSchema the schema that records do not name
	 * @param schemas the schemas to read
	 */
	HsqldbCatalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		this.connection = connection;
		this.defaultSchema = defaultSchema;
		this.schemas = List.copyOf(schemas);
	}

	/**
	 * Read everything.
	 * @return the schema, with names as they are stored
	 * @throws SQLException where the database does not answer
	 */
	Schema read() throws SQLException {
		this.defaultCollations.addAll(Rows.read(this.connection, COLLATION, List.of(), (rows) -> rows.getString(1)));
		inSchemas(COMMENTS,
				(rows) -> this.comments
					.computeIfAbsent(name(rows, "object_schema", "object_name"), (table) -> new HashMap<>())
					.put(Rows.text(rows, "column_name"), Rows.text(rows, "comment")) == null);
		inSchemas(COLUMNS, (rows) -> add(this.columns, table(rows), column(rows)));
		readConstraints();
		this.keyIndexes.addAll(inSchemas(KEY_INDEXES, (rows) -> name(rows, "index_schema", "index_name")));
		indexes(inSchemas(INDEXES,
				(rows) -> new IndexColumn(name(rows, "table_schem", "table_name"), Rows.text(rows, "index_name"),
						!rows.getBoolean("non_unique"), Index.Part.of(Rows.text(rows, "column_name")))));
		List<Sequence> sequences = inSchemas(SEQUENCES,
				(rows) -> new Sequence(name(rows, "sequence_schema", "sequence_name"), rows.getLong("start_with"),
						rows.getLong("increment")));
		List<Table> tables = inSchemas(TABLES, this::readTable);
		Set<String> existing = new TreeSet<>(inSchemas(SCHEMAS, (rows) -> rows.getString(1)));
		existing.remove(this.defaultSchema);
		return new Schema(existing, tables, sequences, List.of());
	}

	private void readConstraints() throws SQLException {
		Rows.read(this.connection, KEY_COLUMNS, List.of(), (rows) -> add(this.keyColumns, constraint(rows),
				new KeyColumn(Rows.text(rows, "column_name"), rows.getInt("position_in_unique_constraint"))));
		Rows.read(this.connection, REFERENCES, List.of(),
				(rows) -> this.references.put(constraint(rows),
						new Reference(name(rows, "unique_constraint_schema", "unique_constraint_name"),
								action(Rows.text(rows, "delete_rule")),
								action(Rows.text(rows, "update_rule")))) == null);
		Rows.read(this.connection, CHECKS, List.of(),
				(rows) -> this.conditions.put(constraint(rows), Rows.text(rows, "check_clause")) == null);
		List<Constraint> constraints = Rows.read(this.connection, CONSTRAINTS, List.of(),
				(rows) -> new Constraint(constraint(rows), table(rows), Rows.text(rows, "constraint_type")));
		constraints.forEach((constraint) -> this.tablesOfConstraints.put(constraint.name(), constraint.table()));
		constraints.forEach(this::keep);
	}

	private void keep(Constraint constraint) {
		String name = constraint.name().name();
		List<KeyColumn> keyColumns = this.keyColumns.getOrDefault(constraint.name(), List.of());
		List<String> names = keyColumns.stream().map(KeyColumn::name).toList();
		switch (constraint.type()) {
			case "PRIMARY KEY" -> this.primaryKeys.put(constraint.table(), new PrimaryKey(name, names));
			case "UNIQUE" -> add(this.uniqueKeys, constraint.table(), new UniqueKey(name, names));
			case "FOREIGN KEY" -> {
				ForeignKey key = foreignKey(constraint.name(), keyColumns);
				if (key != null) {
					add(this.foreignKeys, constraint.table(), key);
				}
			}
			case "CHECK" ->
				add(this.checks, constraint.table(), new Check(name, condition(constraint.name(), constraint.table())));
			default -> throw new IllegalStateException("Unknown constraint type " + constraint.type());
		}
	}

	private Expression condition(QualifiedName constraint, QualifiedName table) {
		return expression(this.conditions.getOrDefault(constraint, ""), table);
	}

	private @Nullable ForeignKey foreignKey(QualifiedName name, List<KeyColumn> columns) {
		Reference reference = this.references.get(name);
		QualifiedName table = (reference != null) ? this.tablesOfConstraints.get(reference.uniqueConstraint()) : null;
		if (reference == null || table == null) {
			// Dropped by somebody else between two of the queries.
			return null;
		}
		List<KeyColumn> referenced = this.keyColumns.getOrDefault(reference.uniqueConstraint(), List.of());
		List<String> referencedColumns = columns.stream()
			.map((column) -> referenced.get(column.position() - 1).name())
			.toList();
		return ForeignKey.of(name.name(), columns.stream().map(KeyColumn::name).toList(), table, referencedColumns)
			.withOnDelete(reference.onDelete())
			.withOnUpdate(reference.onUpdate());
	}

	private Table readTable(ResultSet rows) throws SQLException {
		QualifiedName name = table(rows);
		return Table.of(name, this.columns.getOrDefault(name, List.of()))
			.withPrimaryKey(this.primaryKeys.get(name))
			.withUniqueKeys(this.uniqueKeys.getOrDefault(name, List.of()))
			.withForeignKeys(this.foreignKeys.getOrDefault(name, List.of()))
			.withIndexes(this.indexes.getOrDefault(name, List.of()))
			.withChecks(this.checks.getOrDefault(name, List.of()))
			.withComment(comment(name, ""));
	}

	private Column column(ResultSet rows) throws SQLException {
		QualifiedName table = table(rows);
		String name = Rows.text(rows, "column_name");
		String generation = Rows.text(rows, "identity_generation");
		long increment = rows.getLong("identity_increment");
		Identity identity = generation.isEmpty() ? Identity.NONE
				: new Identity(generation.equals("ALWAYS") ? Identity.Mode.ALWAYS : Identity.Mode.BY_DEFAULT,
						(increment != 0) ? increment : null);
		String defaultValue = Rows.text(rows, "column_default");
		return Column.of(name, type(rows), rows.getString("is_nullable").equals("YES"))
			.withDefaultValue(defaultValue.equals("NULL") ? Expression.NONE : new Expression(defaultValue))
			.withIdentity(identity)
			.withGeneratedAs(expression(Rows.text(rows, "generation_expression"), table))
			.withCollation(collation(rows))
			.withComment(comment(table, name));
	}

	private SqlType type(ResultSet rows) throws SQLException {
		String domain = rows.getString("domain_name");
		if (domain == null) {
			return new SqlType(Rows.text(rows, "dtd_identifier"));
		}
		return new SqlType(this.identifiers.of(name(rows, "domain_schema", "domain_name")));
	}

	private String collation(ResultSet rows) throws SQLException {
		String collation = Rows.text(rows, "collation_name");
		return this.defaultCollations.contains(collation) ? "" : collation;
	}

	private String comment(QualifiedName table, String column) {
		return this.comments.getOrDefault(table, Map.of()).getOrDefault(column, "");
	}

	private void indexes(List<IndexColumn> columns) {
		Map<QualifiedName, List<IndexColumn>> byName = new HashMap<>();
		for (IndexColumn column : columns) {
			add(byName, new QualifiedName(column.table().schema(), column.name()), column);
		}
		byName.keySet().removeAll(this.keyIndexes);
		byName.values().forEach((parts) -> {
			IndexColumn first = parts.get(0);
			add(this.indexes, first.table(),
					Index.of(first.name(), parts.stream().map(IndexColumn::part).toList())
						.withUnique(first.unique())
						.withMethod("btree"));
		});
	}

	private Expression expression(String text, QualifiedName table) {
		String schema = (table.schema() != null) ? table.schema() : this.defaultSchema;
		return HsqldbExpressions.unqualified(text, schema, table.name(), this.identifiers);
	}

	private <T> List<T> inSchemas(String sql, Rows.Mapper<T> mapper) throws SQLException {
		String placeholders = String.join(", ", Collections.nCopies(this.schemas.size(), "?"));
		return Rows.read(this.connection, sql.formatted(placeholders), this.schemas, mapper);
	}

	private QualifiedName table(ResultSet rows) throws SQLException {
		return name(rows, "table_schema", "table_name");
	}

	private QualifiedName constraint(ResultSet rows) throws SQLException {
		return name(rows, "constraint_schema", "constraint_name");
	}

	private QualifiedName name(ResultSet rows, String schemaColumn, String nameColumn) throws SQLException {
		String schema = rows.getString(schemaColumn);
		return new QualifiedName(this.defaultSchema.equals(schema) ? null : schema, Rows.text(rows, nameColumn));
	}

	private static ForeignKey.Action action(String rule) {
		return switch (rule) {
			case "RESTRICT" -> ForeignKey.Action.RESTRICT;
			case "CASCADE" -> ForeignKey.Action.CASCADE;
			case "SET NULL" -> ForeignKey.Action.SET_NULL;
			case "SET DEFAULT" -> ForeignKey.Action.SET_DEFAULT;
			default -> ForeignKey.Action.NO_ACTION;
		};
	}

	private static <T> boolean add(Map<QualifiedName, List<T>> map, QualifiedName key, T value) {
		return map.computeIfAbsent(key, (name) -> new ArrayList<>()).add(value);
	}

	private record Constraint(QualifiedName name, QualifiedName table, String type) {

	}

	private record KeyColumn(String name, int position) {

	}

	private record Reference(QualifiedName uniqueConstraint, ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {

	}

	private record IndexColumn(QualifiedName table, String name, boolean unique, Index.Part part) {

	}

}
