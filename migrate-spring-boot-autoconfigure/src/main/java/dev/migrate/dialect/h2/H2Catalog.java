package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

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
 * Reads the catalog of H2 in bulk.
 */
final class H2Catalog {

	private static final String TABLES = """
			select table_schema, table_name, remarks from information_schema.tables
			where table_type = ? and table_schema in (%s) order by table_schema, table_name""";

	private static final String COLUMNS = """
			select table_schema, table_name, column_name, domain_schema, domain_name,
			  data_type_sql(table_schema, table_name, 'TABLE', dtd_identifier) as type, is_nullable, column_default,
			  identity_generation, identity_increment, generation_expression, remarks
			from information_schema.columns where table_schema in (%s)
			order by table_schema, table_name, ordinal_position""";

	private static final String INDEXES = """
			select index_schema, index_name, table_schema, table_name, index_type_name, is_generated
			from information_schema.indexes where table_schema in (%s) order by table_schema, table_name, index_name""";

	private static final String INDEX_COLUMNS = """
			select index_schema, index_name, column_name, ordering_specification
			from information_schema.index_columns where table_schema in (%s)
			order by index_schema, index_name, ordinal_position""";

	private static final String SEQUENCES = """
			select sequence_schema, sequence_name, start_value, increment from information_schema.sequences
			where sequence_schema in (%s) order by sequence_schema, sequence_name""";

	private static final String SCHEMAS = """
			select schema_name from information_schema.schemata where schema_name in (%s)""";

	// The joins are done here: H2 has no indexes on these views.
	private static final String CONSTRAINTS = """
			select constraint_schema, constraint_name, constraint_type, table_schema, table_name, index_schema, index_name
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

	/**
	 * What H2 calls the indexes that it makes for constraints. That an index is marked as
	 * generated is not enough: after the database was opened anew, one that somebody made
	 * and that a constraint uses bears that mark too.
	 */
	private static final Pattern GENERATED_INDEX = Pattern.compile(".*_?INDEX_[0-9A-F]+(_\\d+)?");

	private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\n\\s*");

	private final Connection connection;

	private final String defaultSchema;

	private final List<String> schemas;

	private final Map<QualifiedName, List<Column>> columns = new HashMap<>();

	private final Map<QualifiedName, QualifiedName> tablesOfConstraints = new HashMap<>();

	private final Map<QualifiedName, List<KeyColumn>> keyColumns = new HashMap<>();

	private final Map<QualifiedName, Reference> references = new HashMap<>();

	private final Map<QualifiedName, Expression> conditions = new HashMap<>();

	private final Map<QualifiedName, List<IndexColumn>> indexColumns = new HashMap<>();

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
	H2Catalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		this.connection = connection;
		this.defaultSchema = defaultSchema;
		this.schemas = List.copyOf(schemas);
	}

	/**
	 * Read everything.
	 * @param tableType the type of the tables to read, as the catalog names it
	 * @return the schema, with names as they are stored
	 * @throws SQLException where the database does not answer
	 */
	Schema read(String tableType) throws SQLException {
		inSchemas(COLUMNS, List.of(), (rows) -> add(this.columns, table(rows), column(rows)));
		inSchemas(INDEX_COLUMNS, List.of(), (rows) -> add(this.indexColumns, name(rows, "index_schema", "index_name"),
				new IndexColumn(Rows.text(rows, "column_name"), Rows.text(rows, "ordering_specification"))));
		readConstraints();
		inSchemas(INDEXES, List.of(), this::index);
		List<Sequence> sequences = inSchemas(SEQUENCES, List.of(),
				(rows) -> new Sequence(name(rows, "sequence_schema", "sequence_name"), rows.getLong("start_value"),
						rows.getLong("increment")));
		List<Table> tables = inSchemas(TABLES, List.of(tableType), this::readTable);
		Set<String> existing = new TreeSet<>(inSchemas(SCHEMAS, List.of(), (rows) -> rows.getString(1)));
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
				(rows) -> this.conditions.put(constraint(rows), expression(rows, "check_clause")) == null);
		List<Constraint> constraints = Rows.read(this.connection, CONSTRAINTS, List.of(),
				(rows) -> new Constraint(constraint(rows), table(rows), Rows.text(rows, "constraint_type"),
						name(rows, "index_schema", "index_name")));
		constraints.forEach((constraint) -> this.keyColumns.computeIfPresent(constraint.name(),
				(name, columns) -> underNewNames(constraint, columns)));
		constraints.forEach((constraint) -> this.tablesOfConstraints.put(constraint.name(), constraint.table()));
		constraints.forEach(this::keep);
	}

	private List<KeyColumn> underNewNames(Constraint constraint, List<KeyColumn> columns) {
		// H2 goes on calling the column of a key by its old name when it was renamed,
		// until
		// the table is made anew. The index behind the key has the new one.
		List<String> existing = this.columns.getOrDefault(constraint.table(), List.of())
			.stream()
			.map(Column::name)
			.toList();
		List<String> unmentioned = new ArrayList<>();
		this.indexColumns.getOrDefault(constraint.index(), List.of())
			.forEach((column) -> unmentioned.add(column.name()));
		columns.forEach((column) -> unmentioned.remove(column.name()));
		List<KeyColumn> renamed = new ArrayList<>();
		for (KeyColumn column : columns) {
			boolean known = existing.contains(column.name()) || unmentioned.isEmpty();
			renamed.add(known ? column : new KeyColumn(unmentioned.remove(0), column.position()));
		}
		return renamed;
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
			case "CHECK" -> add(this.checks, constraint.table(),
					new Check(name, this.conditions.getOrDefault(constraint.name(), Expression.NONE)));
			default -> throw new IllegalStateException("Unknown constraint type " + constraint.type());
		}
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
			.withComment(Rows.text(rows, "remarks"));
	}

	private Column column(ResultSet rows) throws SQLException {
		String generation = Rows.text(rows, "identity_generation");
		Identity identity = generation.isEmpty() ? Identity.NONE
				: new Identity(generation.equals("ALWAYS") ? Identity.Mode.ALWAYS : Identity.Mode.BY_DEFAULT,
						rows.getLong("identity_increment"));
		return Column.of(Rows.text(rows, "column_name"), type(rows), rows.getString("is_nullable").equals("YES"))
			.withDefaultValue(expression(rows, "column_default"))
			.withIdentity(identity)
			.withGeneratedAs(expression(rows, "generation_expression"))
			.withCollation("")
			.withComment(Rows.text(rows, "remarks"));
	}

	private SqlType type(ResultSet rows) throws SQLException {
		String domain = rows.getString("domain_name");
		if (domain == null) {
			return new SqlType(Rows.text(rows, "type"));
		}
		QualifiedName name = name(rows, "domain_schema", "domain_name");
		return new SqlType((name.schema() != null) ? spell(name.schema()) + "." + spell(domain) : spell(domain));
	}

	private static String spell(String name) {
		return name.matches("[A-Z_][A-Z0-9_]*") ? name : Identifiers.quoted(name);
	}

	private boolean index(ResultSet rows) throws SQLException {
		String type = Rows.text(rows, "index_type_name");
		QualifiedName name = name(rows, "index_schema", "index_name");
		boolean backsKey = type.startsWith("PRIMARY KEY")
				|| (rows.getBoolean("is_generated") && GENERATED_INDEX.matcher(name.name()).matches());
		if (backsKey) {
			return false;
		}
		List<IndexColumn> indexColumns = this.indexColumns.getOrDefault(name, Collections.emptyList());
		List<Index.Part> parts = indexColumns.stream()
			.map((column) -> new Index.Part(column.name(), Expression.NONE, column.isDescending()))
			.toList();
		boolean unique = type.contains("UNIQUE");
		return add(this.indexes, table(rows),
				Index.of(name.name(), parts)
					.withUnique(unique)
					.withMethod(type.contains("HASH") ? "hash" : (type.contains("SPATIAL") ? "spatial" : "btree")));
	}

	private <T> List<T> inSchemas(String sql, List<String> first, Rows.Mapper<T> mapper) throws SQLException {
		List<String> parameters = new ArrayList<>(first);
		parameters.addAll(this.schemas);
		String placeholders = String.join(", ", Collections.nCopies(this.schemas.size(), "?"));
		return Rows.read(this.connection, sql.formatted(placeholders), parameters, mapper);
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

	private static Expression expression(ResultSet rows, String column) throws SQLException {
		// Long expressions come in several lines; a line break within a text is escaped.
		return new Expression(LINE_BREAK.matcher(Rows.text(rows, column)).replaceAll(" "));
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

	private record Constraint(QualifiedName name, QualifiedName table, String type, QualifiedName index) {

	}

	private record KeyColumn(String name, int position) {

	}

	private record Reference(QualifiedName uniqueConstraint, ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {

	}

	private record IndexColumn(String name, String ordering) {

		boolean isDescending() {
			return this.ordering.equals("DESC");
		}

	}

}
