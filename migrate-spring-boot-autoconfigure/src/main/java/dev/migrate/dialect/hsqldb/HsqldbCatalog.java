package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.CatalogQueries;
import dev.migrate.dialect.Groups;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.InformationSchemaConstraints;
import dev.migrate.dialect.InformationSchemaConstraints.Constraint;
import dev.migrate.dialect.InformationSchemaConstraints.KeyColumn;
import dev.migrate.dialect.InformationSchemaConstraints.Reference;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.TableAssembler;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * Reads the catalog of HSQLDB in bulk. The joins are done in this class, since HSQLDB has
 * no indexes on these views.
 */
final class HsqldbCatalog {

	private static final String TABLES = """
			select table_schema, table_name from information_schema.tables
			where table_type = 'BASE TABLE' and table_schema in (:schemas) order by table_schema, table_name""";

	private static final String COLUMNS = """
			select table_schema, table_name, column_name, column_default, is_nullable, collation_name, domain_schema,
			  domain_name, dtd_identifier, identity_generation, identity_increment, generation_expression
			from information_schema.columns where table_schema in (:schemas)
			order by table_schema, table_name, ordinal_position""";

	private static final String COMMENTS = """
			select object_schema, object_name, column_name, comment from information_schema.system_comments
			where object_type in ('TABLE', 'COLUMN') and object_schema in (:schemas)""";

	private static final String INDEXES = """
			select table_schem, table_name, index_name, non_unique, column_name
			from information_schema.system_indexinfo where table_schem in (:schemas)
			order by table_schem, table_name, index_name, ordinal_position""";

	private static final String KEY_INDEXES = """
			select index_schema, index_name from information_schema.system_key_index_usage
			where index_schema in (:schemas)""";

	private static final String SEQUENCES = """
			select sequence_schema, sequence_name, start_with, increment from information_schema.sequences
			where sequence_schema in (:schemas) order by sequence_schema, sequence_name""";

	private static final String SCHEMAS = """
			select schema_name from information_schema.schemata where schema_name in (:schemas)""";

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

	private final CatalogQueries queries;

	private final TableAssembler<QualifiedName> tables = new TableAssembler<>();

	private final InformationSchemaConstraints constraints = new InformationSchemaConstraints();

	private final Set<String> defaultCollations = new HashSet<>();

	private final Map<QualifiedName, Map<String, String>> comments = new HashMap<>();

	private final Map<QualifiedName, String> conditions = new HashMap<>();

	/**
	 * Create a reader, to be used once.
	 * @param connection the connection
	 * @param defaultSchema the schema that records do not name
	 * @param schemas the schemas to read
	 */
	HsqldbCatalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		this.queries = new CatalogQueries(connection, defaultSchema, schemas);
	}

	/**
	 * Read the schema.
	 * @return the schema, with names as they are stored
	 * @throws SQLException if the database cannot be accessed
	 */
	Schema read() throws SQLException {
		this.defaultCollations.addAll(this.queries.read(COLLATION, (rows) -> rows.getString(1)));
		this.queries.inSchemas(COMMENTS,
				(rows) -> this.comments
					.computeIfAbsent(this.queries.name(rows, "object_schema", "object_name"),
							(table) -> new HashMap<>())
					.put(Rows.text(rows, "column_name"), Rows.text(rows, "comment")) == null);
		this.queries.inSchemas(COLUMNS, (rows) -> this.tables.add(table(rows), column(rows)));
		readConstraints();
		readIndexes();
		List<Sequence> sequences = this.queries.inSchemas(SEQUENCES,
				(rows) -> new Sequence(this.queries.name(rows, "sequence_schema", "sequence_name"),
						rows.getLong("start_with"), rows.getLong("increment")));
		List<Table> tables = this.queries.inSchemas(TABLES,
				(rows) -> this.tables.table(table(rows), table(rows), comment(table(rows), "")));
		return new Schema(this.queries.otherSchemas(SCHEMAS), tables, sequences, List.of());
	}

	private void readConstraints() throws SQLException {
		this.queries.read(KEY_COLUMNS, (rows) -> this.constraints.add(constraint(rows),
				new KeyColumn(Rows.text(rows, "column_name"), rows.getInt("position_in_unique_constraint"))));
		this.queries.read(REFERENCES,
				(rows) -> this.constraints.add(constraint(rows),
						new Reference(this.queries.name(rows, "unique_constraint_schema", "unique_constraint_name"),
								Rows.action(rows, "delete_rule"), Rows.action(rows, "update_rule"))));
		this.queries.read(CHECKS,
				(rows) -> this.conditions.put(constraint(rows), Rows.text(rows, "check_clause")) == null);
		List<Constraint> constraints = this.queries.read(CONSTRAINTS,
				(rows) -> new Constraint(constraint(rows), table(rows), Rows.text(rows, "constraint_type")));
		this.constraints.addTo(this.tables, constraints,
				(constraint) -> condition(constraint.name(), constraint.table()));
	}

	private void readIndexes() throws SQLException {
		Set<QualifiedName> keyIndexes = new HashSet<>(
				this.queries.inSchemas(KEY_INDEXES, (rows) -> this.queries.name(rows, "index_schema", "index_name")));
		List<IndexColumn> columns = this.queries.inSchemas(INDEXES,
				(rows) -> new IndexColumn(this.queries.name(rows, "table_schem", "table_name"),
						Rows.text(rows, "index_name"), !rows.getBoolean("non_unique"),
						Index.Part.of(Rows.text(rows, "column_name"))));
		Groups.of(columns, (column) -> new QualifiedName(column.table().schema(), column.name()))
			.asMap()
			.forEach((name, parts) -> {
				if (!keyIndexes.contains(name)) {
					IndexColumn first = parts.get(0);
					this.tables.add(first.table(),
							new Index(first.name(), parts.stream().map(IndexColumn::part).toList(), first.unique(),
									Expression.NONE, "btree", null));
				}
			});
	}

	private Expression condition(QualifiedName constraint, QualifiedName table) {
		return expression(this.conditions.getOrDefault(constraint, ""), table);
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
		return new SqlType(this.identifiers.of(this.queries.name(rows, "domain_schema", "domain_name")));
	}

	private String collation(ResultSet rows) throws SQLException {
		String collation = Rows.text(rows, "collation_name");
		return this.defaultCollations.contains(collation) ? "" : collation;
	}

	private String comment(QualifiedName table, String column) {
		return this.comments.getOrDefault(table, Map.of()).getOrDefault(column, "");
	}

	private Expression expression(String text, QualifiedName table) {
		String schema = (table.schema() != null) ? table.schema() : this.queries.defaultSchema();
		return HsqldbExpressions.unqualified(text, schema, table.name(), this.identifiers);
	}

	private QualifiedName table(ResultSet rows) throws SQLException {
		return this.queries.name(rows, "table_schema", "table_name");
	}

	private QualifiedName constraint(ResultSet rows) throws SQLException {
		return this.queries.name(rows, "constraint_schema", "constraint_name");
	}

	private record IndexColumn(QualifiedName table, String name, boolean unique, Index.Part part) {

	}

}
