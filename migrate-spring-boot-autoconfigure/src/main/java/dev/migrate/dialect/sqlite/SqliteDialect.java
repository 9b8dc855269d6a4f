package dev.migrate.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Conversion;
import dev.migrate.change.Effects;
import dev.migrate.change.RenameColumn;
import dev.migrate.dialect.AbstractDialect;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.DependentUsers;
import dev.migrate.dialect.DependentUses;
import dev.migrate.dialect.Dependents;
import dev.migrate.dialect.Naming;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.Step;
import dev.migrate.dialect.UnmanagedObjects;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The dialect of SQLite.
 */
public final class SqliteDialect extends AbstractDialect {

	private static final String DEPENDENTS = """
			select upper(type) as kind, 'main' as object_schema, case type when 'trigger' then lower(tbl_name) end as object_table,
			  lower(name) as object_name, sql as definition
			from sqlite_master where type in ('view', 'trigger') order by 1, 3, 4""";

	private final SqliteDdl ddl;

	/**
	 * Create the dialect.
	 */
	public SqliteDialect() {
		this(new SqliteDdl());
	}

	private SqliteDialect(SqliteDdl ddl) {
		super("sqlite", "SQLite", ddl, DdlTransactions.SUPPORTED);
		this.ddl = ddl;
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		String url = jdbcUrl.toLowerCase(Locale.ROOT);
		return url.startsWith("jdbc:sqlite:") && (url.contains(":memory:") || url.matches(".*[?&]mode=memory\\b.*")
				|| url.matches("jdbc:sqlite:(\\?.*)?"));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A file is one schema. Hibernate ignores schemas that entities name too.
	 */
	@Override
	public SchemaScope scope(Connection connection, String defaultSchema, List<String> others) {
		return SchemaScope.of("main", List.of());
	}

	@Override
	public Naming naming() {
		return new SqliteNaming();
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return normalized(schema, scope).mapTables(SqliteTypes::withNumbering);
	}

	@Override
	protected CatalogSchema readCatalog(Connection connection, SchemaScope scope) throws SQLException {
		return new SqliteCatalog(connection).read();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Only on this product may a column of a primary key accept null.
	 */
	@Override
	protected Schema canonicalOfCatalog(Schema schema, SchemaScope scope) {
		Iterator<Table> catalog = schema.tables().iterator();
		return normalized(schema, scope).mapTables((table) -> withNullability(table, catalog.next()));
	}

	private Schema normalized(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, naming(), SqliteTypes::canonical).canonical(schema)
			.mapTables((table) -> SqliteExpressions.canonical(table, this.ddl.identifiers()));
	}

	private static Table withNullability(Table table, Table catalog) {
		Iterator<Column> columns = catalog.columns().iterator();
		return table.withColumns(
				table.columns().stream().map((column) -> column.withNullable(columns.next().nullable())).toList());
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * SQLite stores every text as written, so there is no normalization beyond the
	 * canonical form.
	 */
	@Override
	public List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) {
		return tables;
	}

	@Override
	public List<Step> plan(Changes changes, CatalogSchema current) {
		return new SqlitePlan(this, this.ddl, changes, current).steps();
	}

	@Override
	public Dependents dependents(Connection connection, SchemaScope scope, Schema current) throws SQLException {
		DependentUses uses = new DependentUses(current, scope);
		uses.readTexts(connection, DEPENDENTS);
		return uses.build();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * SQLite renames a column in the views and triggers that use it, but not in those
	 * that use it by way of a view.
	 */
	@Override
	public List<DependentObject> preventing(Change change, CatalogSchema current) {
		return (change instanceof RenameColumn)
				? new DependentUsers(change, current).ofRenamed().filter((object) -> object.depth() > 0).toList()
				: List.of();
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return SqliteTypes.between(from, to);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A trigger is recreated with its table.
	 */
	@Override
	public List<UnmanagedObjects> unmanagedObjects(Connection connection, SchemaScope scope) throws SQLException {
		return UnmanagedObjects.read(connection, scope,
				Map.of("view", "select name from sqlite_master where type = 'view'"));
	}

	@Override
	public Optional<Scratch> scratch() {
		return Optional.of(new SqliteScratch());
	}

	@Override
	public Optional<String> neutral(SqlType type) {
		// A table is recreated, and gets the values with its rows.
		return Optional.empty();
	}

	@Override
	public Effects effects(Schema current) {
		return new SqliteEffects(this, current);
	}

}
