package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.dialect.CatalogQueries;
import dev.migrate.dialect.Groups;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.InformationSchemaConstraints;
import dev.migrate.dialect.InformationSchemaConstraints.Constraint;
import dev.migrate.dialect.InformationSchemaConstraints.KeyColumn;
import dev.migrate.dialect.InformationSchemaConstraints.Reference;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.TableAssembler;
import dev.migrate.schema.Clauses;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of H2 in bulk.
 */
final class H2Catalog {

	private static final String TABLES = """
			SELECT TABLE_SCHEMA, TABLE_NAME, REMARKS FROM INFORMATION_SCHEMA.TABLES
			WHERE TABLE_TYPE = %s AND TABLE_SCHEMA IN (:schemas) ORDER BY TABLE_SCHEMA, TABLE_NAME""";

	private static final String COLUMNS = """
			SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DOMAIN_SCHEMA, DOMAIN_NAME,
			  DATA_TYPE_SQL(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER) AS TYPE, IS_NULLABLE, COLUMN_DEFAULT,
			  IDENTITY_GENERATION, IDENTITY_INCREMENT, GENERATION_EXPRESSION, REMARKS
			FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA IN (:schemas)
			ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION""";

	private static final String INDEXES = """
			SELECT INDEX_SCHEMA, INDEX_NAME, TABLE_SCHEMA, TABLE_NAME, INDEX_TYPE_NAME, IS_GENERATED
			FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_SCHEMA IN (:schemas) ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME""";

	private static final String INDEX_COLUMNS = """
			SELECT INDEX_SCHEMA, INDEX_NAME, COLUMN_NAME, ORDERING_SPECIFICATION, NULL_ORDERING
			FROM INFORMATION_SCHEMA.INDEX_COLUMNS WHERE TABLE_SCHEMA IN (:schemas)
			ORDER BY INDEX_SCHEMA, INDEX_NAME, ORDINAL_POSITION""";

	private static final String SEQUENCES = """
			SELECT SEQUENCE_SCHEMA, SEQUENCE_NAME, DATA_TYPE, START_VALUE, INCREMENT, MINIMUM_VALUE, MAXIMUM_VALUE, CACHE,
			  CYCLE_OPTION FROM INFORMATION_SCHEMA.SEQUENCES
			WHERE SEQUENCE_SCHEMA IN (:schemas) ORDER BY SEQUENCE_SCHEMA, SEQUENCE_NAME""";

	private static final String SCHEMAS = """
			SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME IN (:schemas)""";

	// The joins are done in this class, since H2 has no indexes on these views.
	private static final String CONSTRAINTS = """
			SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, CONSTRAINT_TYPE, TABLE_SCHEMA, TABLE_NAME, INDEX_SCHEMA, INDEX_NAME
			FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS ORDER BY CONSTRAINT_SCHEMA, CONSTRAINT_NAME""";

	private static final String KEY_COLUMNS = """
			SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, COLUMN_NAME, POSITION_IN_UNIQUE_CONSTRAINT
			FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE
			ORDER BY CONSTRAINT_SCHEMA, CONSTRAINT_NAME, ORDINAL_POSITION""";

	private static final String REFERENCES = """
			SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA, UNIQUE_CONSTRAINT_NAME, UPDATE_RULE,
			  DELETE_RULE FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS""";

	private static final String CHECKS = """
			SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, CHECK_CLAUSE FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS""";

	private static final String DOMAINS = """
			SELECT DOMAIN_SCHEMA, DOMAIN_NAME FROM INFORMATION_SCHEMA.DOMAINS
			WHERE DATA_TYPE = 'CHARACTER VARYING' AND DOMAIN_SCHEMA IN (:schemas) ORDER BY DOMAIN_SCHEMA, DOMAIN_NAME""";

	private static final String DOMAIN_CONSTRAINTS = """
			SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, DOMAIN_SCHEMA, DOMAIN_NAME
			FROM INFORMATION_SCHEMA.DOMAIN_CONSTRAINTS WHERE DOMAIN_SCHEMA IN (:schemas)""";

	private static final Pattern VALUES = Pattern
		.compile("VALUE (?:= |IN\\()('(?:[^']|'')*'(?:, '(?:[^']|'')*')*)\\)?");

	private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");

	/**
	 * The names of the indexes that H2 creates for constraints. The mark of generated
	 * indexes is not sufficient: once the database was reopened, an index that a user
	 * created and that a constraint uses has it too.
	 */
	private static final Pattern GENERATED_INDEX = Pattern.compile(".*_?INDEX_[0-9A-F]+(_\\d+)?");

	private static final int DEFAULT_CACHE = 32;

	private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\n\\s*");

	private final CatalogQueries queries;

	private final TableAssembler<QualifiedName> tables = new TableAssembler<>();

	private final InformationSchemaConstraints constraints = new InformationSchemaConstraints();

	private final Map<QualifiedName, QualifiedName> indexesOfConstraints = new HashMap<>();

	private final Map<QualifiedName, Expression> conditions = new HashMap<>();

	private final Groups<QualifiedName, IndexColumn> indexColumns = new Groups<>();

	private final Groups<QualifiedName, EnumType.TypedColumn> domainColumns = new Groups<>();

	/**
	 * Create a reader, to be used once.
	 * @param connection the connection
	 * @param defaultSchema the schema that records do not name
	 * @param schemas the schemas to read
	 */
	H2Catalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		this.queries = new CatalogQueries(connection, defaultSchema, schemas);
	}

	/**
	 * Read the schema.
	 * @param tableType the type of the tables to read, as the catalog names it
	 * @return the schema, with names as they are stored
	 * @throws SQLException if the database cannot be accessed
	 */
	Schema read(String tableType) throws SQLException {
		this.queries.inSchemas(COLUMNS, (rows) -> {
			if (rows.getString("domain_name") != null) {
				this.domainColumns.add(this.queries.name(rows, "domain_schema", "domain_name"),
						new EnumType.TypedColumn(table(rows), Rows.text(rows, "column_name")));
			}
			return this.tables.add(table(rows), column(rows));
		});
		this.queries.inSchemas(INDEX_COLUMNS,
				(rows) -> this.indexColumns.add(this.queries.name(rows, "index_schema", "index_name"),
						new IndexColumn(Rows.text(rows, "column_name"), Rows.text(rows, "ordering_specification"),
								Rows.text(rows, "null_ordering"))));
		readConstraints();
		this.queries.inSchemas(INDEXES, this::index);
		List<Sequence> sequences = this.queries.inSchemas(SEQUENCES,
				(rows) -> new Sequence(this.queries.name(rows, "sequence_schema", "sequence_name"),
						rows.getLong("start_value"), rows.getLong("increment"))
					.withOptions(options(rows)));
		List<Table> tables = this.queries.inSchemas(TABLES.formatted(Identifiers.literal(tableType)),
				(rows) -> this.tables.table(table(rows), table(rows), Rows.text(rows, "remarks")));
		return new Schema(this.queries.otherSchemas(SCHEMAS), tables, sequences, enumTypes());
	}

	/**
	 * Read the domains whose only constraint lists their values, which Hibernate creates
	 * for named enumerated types.
	 * @return the types
	 * @throws SQLException if the database cannot be accessed
	 */
	private List<EnumType> enumTypes() throws SQLException {
		Groups<QualifiedName, Expression> conditions = new Groups<>();
		this.queries.inSchemas(DOMAIN_CONSTRAINTS,
				(rows) -> conditions.add(this.queries.name(rows, "domain_schema", "domain_name"),
						this.conditions.getOrDefault(constraint(rows), Expression.NONE)));
		List<EnumType> types = new ArrayList<>();
		this.queries.inSchemas(DOMAINS, (rows) -> {
			QualifiedName name = this.queries.name(rows, "domain_schema", "domain_name");
			List<Expression> checks = conditions.get(name);
			Matcher values = VALUES.matcher((checks.size() == 1) ? checks.get(0).sql() : "");
			return values.matches()
					&& types.add(new EnumType(name, literals(values.group(1)), this.domainColumns.get(name)));
		});
		return types;
	}

	private static List<String> literals(String list) {
		return LITERAL.matcher(list).results().map((result) -> result.group(1).replace("''", "'")).toList();
	}

	private static @Nullable SequenceOptions options(ResultSet rows) throws SQLException {
		boolean ascending = rows.getLong("increment") > 0;
		long minimum = rows.getLong("minimum_value");
		long maximum = rows.getLong("maximum_value");
		long cache = rows.getLong("cache");
		String type = Rows.text(rows, "data_type");
		SequenceOptions options = new SequenceOptions((minimum != (ascending ? 1 : Long.MIN_VALUE)) ? minimum : null,
				(maximum != (ascending ? Long.MAX_VALUE : -1)) ? maximum : null, cache(cache),
				Rows.text(rows, "cycle_option").equals("YES"), type.equals("BIGINT") ? null : type);
		return options.equals(SequenceOptions.DEFAULT) ? null : options;
	}

	private static long cache(long size) {
		// The default of other products means no cache here.
		return (size == DEFAULT_CACHE) ? 1 : ((size == 1) ? 0 : size);
	}

	private void readConstraints() throws SQLException {
		this.queries.read(KEY_COLUMNS, (rows) -> this.constraints.add(constraint(rows),
				new KeyColumn(Rows.text(rows, "column_name"), rows.getInt("position_in_unique_constraint"))));
		this.queries.read(REFERENCES,
				(rows) -> this.constraints.add(constraint(rows),
						new Reference(this.queries.name(rows, "unique_constraint_schema", "unique_constraint_name"),
								Rows.action(rows, "delete_rule"), Rows.action(rows, "update_rule"))));
		this.queries.read(CHECKS,
				(rows) -> this.conditions.put(constraint(rows), expression(rows, "check_clause")) == null);
		List<Constraint> constraints = this.queries.read(CONSTRAINTS, (rows) -> {
			this.indexesOfConstraints.put(constraint(rows), this.queries.name(rows, "index_schema", "index_name"));
			return new Constraint(constraint(rows), table(rows), Rows.text(rows, "constraint_type"));
		});
		constraints.forEach((constraint) -> this.constraints.replace(constraint.name(),
				underNewNames(constraint, this.constraints.columns(constraint.name()))));
		this.constraints.addTo(this.tables, constraints,
				(constraint) -> this.conditions.getOrDefault(constraint.name(), Expression.NONE));
	}

	private List<KeyColumn> underNewNames(Constraint constraint, List<KeyColumn> columns) {
		// H2 keeps the old name of a renamed column of a key until the table is
		// recreated. The index of the key has the new one.
		List<String> existing = this.tables.columns(constraint.table()).stream().map(Column::name).toList();
		List<String> unmentioned = new ArrayList<>();
		this.indexColumns.get(this.indexesOfConstraints.getOrDefault(constraint.name(), constraint.name()))
			.forEach((column) -> unmentioned.add(column.name()));
		columns.forEach((column) -> unmentioned.remove(column.name()));
		List<KeyColumn> renamed = new ArrayList<>();
		for (KeyColumn column : columns) {
			boolean known = existing.contains(column.name()) || unmentioned.isEmpty();
			renamed.add(known ? column : new KeyColumn(unmentioned.remove(0), column.position()));
		}
		return renamed;
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
		QualifiedName name = this.queries.name(rows, "domain_schema", "domain_name");
		return new SqlType((name.schema() != null) ? quoted(name.schema()) + "." + quoted(domain) : quoted(domain));
	}

	private static String quoted(String name) {
		return name.matches("[A-Z_][A-Z0-9_]*") ? name : Identifiers.quoted(name);
	}

	private boolean index(ResultSet rows) throws SQLException {
		String type = Rows.text(rows, "index_type_name");
		QualifiedName name = this.queries.name(rows, "index_schema", "index_name");
		boolean backsKey = type.startsWith("PRIMARY KEY")
				|| (rows.getBoolean("is_generated") && GENERATED_INDEX.matcher(name.name()).matches());
		if (backsKey) {
			return false;
		}
		List<IndexColumn> indexColumns = this.indexColumns.get(name);
		List<Index.Part> parts = indexColumns.stream().map(IndexColumn::part).toList();
		boolean unique = type.contains("UNIQUE");
		return this.tables.add(table(rows), new Index(name.name(), parts, unique, Expression.NONE,
				type.contains("HASH") ? "hash" : (type.contains("SPATIAL") ? "spatial" : "btree"), null));
	}

	private QualifiedName table(ResultSet rows) throws SQLException {
		return this.queries.name(rows, "table_schema", "table_name");
	}

	private QualifiedName constraint(ResultSet rows) throws SQLException {
		return this.queries.name(rows, "constraint_schema", "constraint_name");
	}

	private static Expression expression(ResultSet rows, String column) throws SQLException {
		// Long expressions have several lines; a line break within a literal is escaped.
		return new Expression(LINE_BREAK.matcher(Rows.text(rows, column)).replaceAll(" "));
	}

	private record IndexColumn(String name, String ordering, String nullOrdering) {

		Index.Part part() {
			String nulls = this.nullOrdering.isEmpty() ? "" : " nulls " + this.nullOrdering.toLowerCase(Locale.ROOT);
			return new Index.Part(this.name, Expression.NONE, this.ordering.equals("DESC"), new Clauses(nulls, ""));
		}

	}

}
