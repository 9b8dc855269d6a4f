package dev.migrate.dialect.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.dialect.CatalogQueries;
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

/**
 * Reads the catalog of MySQL in bulk.
 */
public class MysqlCatalog {

	private static final String SCHEMAS = """
			select schema_name as name, default_collation_name as collation_name from information_schema.schemata
			where schema_name in (:schemas)""";

	private static final String TABLES = """
			select table_schema as table_schema, table_name as table_name, table_type as table_type,
			  table_collation as collation_name, table_comment as comment
			from information_schema.tables where table_schema in (:schemas) order by table_schema, table_name""";

	private static final String COLUMNS = """
			select table_schema as table_schema, table_name as table_name, column_name as column_name,
			  column_type as type, is_nullable as is_nullable, column_default as value, extra as extra,
			  generation_expression as formula, collation_name as collation_name, column_comment as comment
			from information_schema.columns where table_schema in (:schemas)
			order by table_schema, table_name, ordinal_position""";

	private static final String INDEXES = """
			select table_schema as table_schema, table_name as table_name, index_name as index_name,
			  non_unique as non_unique, column_name as column_name, collation as direction, sub_part as prefix,
			  index_type as index_type, %s as expression
			from information_schema.statistics where table_schema in (:schemas)
			order by table_schema, table_name, index_name, seq_in_index""";

	private static final String REFERENCES = """
			select table_schema as table_schema, table_name as table_name, constraint_name as constraint_name,
			  column_name as column_name, referenced_table_schema as referenced_schema,
			  referenced_table_name as referenced_table, referenced_column_name as referenced_column
			from information_schema.key_column_usage
			where table_schema in (:schemas) and referenced_table_name is not null
			order by table_schema, table_name, constraint_name, ordinal_position""";

	private static final String RULES = """
			select constraint_schema as table_schema, table_name as table_name, constraint_name as constraint_name,
			  update_rule as update_rule, delete_rule as delete_rule
			from information_schema.referential_constraints where constraint_schema in (:schemas)""";

	private static final String CHECKS = """
			select t.table_schema as table_schema, t.table_name as table_name, c.constraint_name as constraint_name,
			  c.check_clause as condition_text
			from information_schema.check_constraints c
			join information_schema.table_constraints t on t.constraint_schema = c.constraint_schema
			  and t.constraint_name = c.constraint_name and t.constraint_type = 'CHECK'
			where c.constraint_schema in (:schemas) order by t.table_schema, t.table_name, c.constraint_name""";

	/**
	 * The optional features of the catalog: checks since 8.0.16, indexes on expressions
	 * since 8.0.13.
	 */
	private static final String ABILITIES = """
			select distinct concat(table_name, '.', column_name) as name from information_schema.columns
			where table_schema = 'information_schema' and (table_name = 'CHECK_CONSTRAINTS'
			  or (table_name = 'STATISTICS' and column_name = 'EXPRESSION'))""";

	private final Connection connection;

	private final CatalogQueries queries;

	private final Map<String, String> schemaCollations = new HashMap<>();

	private final Map<QualifiedName, TableRow> tableRows = new LinkedHashMap<>();

	private final TableAssembler<QualifiedName> tables = new TableAssembler<>();

	private final Groups<QualifiedName, IndexRow> indexes = new Groups<>();

	private final Groups<QualifiedName, ReferenceRow> references = new Groups<>();

	private final Map<Constraint, Rule> rules = new HashMap<>();

	/**
	 * Create a reader, to be used once.
	 * @param connection the connection
	 * @param defaultSchema the schema that records do not name
	 * @param schemas the schemas to read
	 */
	public MysqlCatalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		this.connection = connection;
		this.queries = new CatalogQueries(connection, defaultSchema, schemas);
	}

	/**
	 * Read the schema.
	 * @return the schema, with names as they are stored
	 * @throws SQLException if the database cannot be accessed
	 */
	public final Schema read() throws SQLException {
		Set<String> abilities = abilities();
		this.queries.inSchemas(SCHEMAS, (
				rows) -> this.schemaCollations.put(Rows.text(rows, "name"), Rows.text(rows, "collation_name")) == null);
		this.queries.inSchemas(TABLES,
				(rows) -> this.tableRows.put(table(rows), new TableRow(Rows.text(rows, "table_type"),
						Rows.text(rows, "collation_name"), Rows.text(rows, "comment"))) == null);
		this.queries.inSchemas(COLUMNS, (rows) -> this.tables.add(table(rows), column(rows)));
		boolean hasExpressions = abilities.stream().anyMatch("statistics.expression"::equalsIgnoreCase);
		this.queries.inSchemas(INDEXES.formatted(hasExpressions ? "expression" : "null"),
				(rows) -> this.indexes.add(table(rows), indexRow(rows)));
		this.queries.inSchemas(REFERENCES, (rows) -> this.references.add(table(rows), referenceRow(rows)));
		this.queries.inSchemas(RULES, (rows) -> this.rules.put(constraint(rows),
				new Rule(Rows.action(rows, "delete_rule"), Rows.action(rows, "update_rule"))) == null);
		if (abilities.stream().anyMatch((name) -> name.toLowerCase(Locale.ROOT).startsWith("check_constraints."))) {
			this.queries.inSchemas(checksQuery(), (rows) -> this.tables.add(table(rows), check(rows)));
		}
		List<Table> read = this.tableRows.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isTable())
			.map((entry) -> readTable(entry.getKey(), entry.getValue()))
			.toList();
		Set<String> existing = new TreeSet<>(this.schemaCollations.keySet());
		existing.remove(defaultSchema());
		return new Schema(existing, read, sequences(sequenceNames()), List.of());
	}

	/**
	 * Return the query for checks.
	 * @return the query, with a placeholder for the schemas
	 */
	protected String checksQuery() {
		return CHECKS;
	}

	/**
	 * Read a check.
	 * @param rows the rows of the query, at the one to read
	 * @return the check
	 * @throws SQLException if the database cannot be accessed
	 */
	protected Check check(ResultSet rows) throws SQLException {
		return new Check(Rows.text(rows, "constraint_name"), expression(Rows.text(rows, "condition_text")));
	}

	/**
	 * Convert an expression's text to the form of {@code SHOW CREATE TABLE}.
	 * @param text the text as the catalog returns it
	 * @return the expression
	 */
	protected Expression expression(String text) {
		return new Expression(MysqlText.unescaped(text));
	}

	/**
	 * Read a default.
	 * @param type the column's type, in canonical form
	 * @param value the text as the catalog returns it
	 * @param isExpression whether the text is an expression
	 * @return the default
	 */
	protected Expression defaultValue(SqlType type, String value, boolean isExpression) {
		if (isExpression) {
			boolean isMoment = value.toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP");
			return isMoment ? new Expression(value) : new Expression("(" + MysqlText.unescaped(value) + ")");
		}
		if (MysqlTypes.name(type).endsWith("binary") && value.matches("0x(?:[2-7][0-9A-Fa-f])+")) {
			// SHOW CREATE TABLE has the text if it is printable.
			return new Expression(MysqlText
				.literal(new String(HexFormat.of().parseHex(value.substring(2)), StandardCharsets.US_ASCII)));
		}
		boolean isPlain = MysqlTypes.isNumber(type) || value.matches("b'[01]*'") || value.startsWith("0x");
		return new Expression(isPlain ? value : MysqlText.literal(value));
	}

	/**
	 * Read sequences.
	 * @param names their names
	 * @return the sequences
	 * @throws SQLException if the database cannot be accessed
	 */
	protected List<Sequence> sequences(List<QualifiedName> names) throws SQLException {
		return List.of();
	}

	/**
	 * Return the connection.
	 * @return the connection
	 */
	protected final Connection connection() {
		return this.connection;
	}

	/**
	 * Return the schema that records do not name.
	 * @return the schema
	 */
	protected final String defaultSchema() {
		return this.queries.defaultSchema();
	}

	private Set<String> abilities() throws SQLException {
		return Set.copyOf(Rows.read(this.connection, ABILITIES, List.of(), (rows) -> rows.getString(1)));
	}

	private List<QualifiedName> sequenceNames() {
		return this.tableRows.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().type().equals("SEQUENCE"))
			.map(Map.Entry::getKey)
			.toList();
	}

	private Table readTable(QualifiedName table, TableRow row) {
		List<ForeignKey> foreignKeys = new ArrayList<>();
		Groups.of(this.references.get(table), ReferenceRow::name).asMap().forEach((name, rows) -> {
			ForeignKey key = foreignKey(table, name, rows);
			foreignKeys.add(key);
			this.tables.add(table, key);
		});
		Groups.of(this.indexes.get(table), IndexRow::name).asMap().forEach((name, rows) -> {
			if (name.equals("PRIMARY")) {
				this.tables.add(table, new PrimaryKey(name, rows.stream().map(IndexRow::column).toList()));
				return;
			}
			Index index = index(table, name, rows);
			if (foreignKeys.stream().noneMatch((key) -> isIndexOf(key, index))) {
				this.tables.add(table, index);
			}
		});
		return this.tables.table(table, table, row.comment());
	}

	private static boolean isIndexOf(ForeignKey key, Index index) {
		// The database creates it with the key, under the same name.
		return !index.unique() && index.isPlain() && index.name().equalsIgnoreCase(key.name())
				&& index.parts().equals(key.columns().stream().map(Index.Part::of).toList());
	}

	private Column column(ResultSet rows) throws SQLException {
		SqlType type = new SqlType(Rows.text(rows, "type"));
		String extra = Rows.text(rows, "extra").toLowerCase(Locale.ROOT);
		String value = rows.getString("value");
		Expression formula = expression(Rows.text(rows, "formula"));
		boolean generated = formula.isPresent() && extra.contains(" generated");
		Expression defaultValue = (generated || value == null) ? Expression.NONE
				: defaultValue(MysqlTypes.canonical(type), value, extra.contains("default_generated"));
		return Column.of(Rows.text(rows, "column_name"), type, Rows.text(rows, "is_nullable").equals("YES"))
			.withDefaultValue(OnUpdateClause.withUpdate(defaultValue, extra))
			.withIdentity(extra.contains("auto_increment") ? Identity.BY_DEFAULT : Identity.NONE)
			.withGeneratedAs(generated ? formula : Expression.NONE)
			.withCollation(collation(rows))
			.withComment(Rows.text(rows, "comment"))
			.withStorage(generated ? storage(extra) : null);
	}

	private static Column.Storage storage(String extra) {
		return extra.contains("virtual") ? Column.Storage.VIRTUAL : Column.Storage.STORED;
	}

	private String collation(ResultSet rows) throws SQLException {
		// The collation has to be kept wherever the column is recreated: in its table, or
		// in a new one of the database.
		String collation = Rows.text(rows, "collation_name");
		TableRow table = this.tableRows.get(table(rows));
		boolean isOwn = (table == null || collation.equals(table.collation()))
				&& collation.equals(this.schemaCollations.get(rows.getString("table_schema")));
		return isOwn ? "" : collation;
	}

	private IndexRow indexRow(ResultSet rows) throws SQLException {
		String column = rows.getString("column_name");
		return new IndexRow(Rows.text(rows, "index_name"), (column != null) ? column : "",
				expression(Rows.text(rows, "expression")), Rows.text(rows, "direction").equals("D"),
				Rows.text(rows, "prefix"), Rows.text(rows, "non_unique").equals("0"), Rows.text(rows, "index_type"));
	}

	private ReferenceRow referenceRow(ResultSet rows) throws SQLException {
		return new ReferenceRow(Rows.text(rows, "constraint_name"), Rows.text(rows, "column_name"),
				this.queries.name(rows, "referenced_schema", "referenced_table"), Rows.text(rows, "referenced_column"));
	}

	private ForeignKey foreignKey(QualifiedName table, String name, List<ReferenceRow> rows) {
		Rule rule = this.rules.getOrDefault(new Constraint(table, name),
				new Rule(ForeignKey.Action.NO_ACTION, ForeignKey.Action.NO_ACTION));
		return ForeignKey
			.of(name, rows.stream().map(ReferenceRow::column).toList(), rows.get(0).table(),
					rows.stream().map(ReferenceRow::referencedColumn).toList())
			.withOnDelete(rule.onDelete())
			.withOnUpdate(rule.onUpdate());
	}

	/**
	 * Create an index from its rows.
	 * @param table the table
	 * @param name the index
	 * @param rows the rows of its parts
	 * @return the index
	 */
	static Index index(QualifiedName table, String name, List<IndexRow> rows) {
		String type = rows.get(0).type();
		List<Index.Part> parts = rows.stream().map(IndexRow::part).toList();
		if (type.equals("BTREE") || type.equals("HASH")) {
			return Index.of(name, parts).withUnique(rows.get(0).unique()).withMethod(type.toLowerCase(Locale.ROOT));
		}
		String kind = type.equals("RTREE") ? "spatial" : type.toLowerCase(Locale.ROOT);
		String columns = rows.stream()
			.map((row) -> MysqlText.quoted(row.column()))
			.collect(Collectors.joining(", ", "(", ")"));
		String schema = (table.schema() != null) ? MysqlText.quoted(table.schema()) + "." : "";
		String create = "create " + kind + " index ";
		String on = " on " + schema + MysqlText.quoted(table.name()) + " " + columns;
		return Index.of(name, rows.stream().map((row) -> Index.Part.of(row.column())).toList())
			.withMethod(kind)
			.withDefinition(new Index.Definition(Index.Definition.Kind.INDEX, create + MysqlText.quoted(name) + on,
					create + on));
	}

	private Constraint constraint(ResultSet rows) throws SQLException {
		return new Constraint(table(rows), Rows.text(rows, "constraint_name"));
	}

	private QualifiedName table(ResultSet rows) throws SQLException {
		return this.queries.name(rows, "table_schema", "table_name");
	}

	private record Constraint(QualifiedName table, String name) {

	}

	private record Rule(ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {

	}

	private record ReferenceRow(String name, String column, QualifiedName table, String referencedColumn) {

	}

	private record TableRow(String type, String collation, String comment) {

		boolean isTable() {
			return this.type.equals("BASE TABLE") || this.type.equals("SYSTEM VERSIONED");
		}

	}

	/**
	 * A row of the catalog for one part of an index.
	 */
	record IndexRow(String name, String column, Expression expression, boolean descending, String prefix,
			boolean unique, String type) {

		Index.Part part() {
			if (this.column.isEmpty()) {
				return new Index.Part(null, this.expression, this.descending);
			}
			return this.prefix.isEmpty() ? new Index.Part(this.column, Expression.NONE, this.descending)
					: new Index.Part(null, IndexPrefixes.of(this.column, this.prefix), this.descending);
		}

	}

}
