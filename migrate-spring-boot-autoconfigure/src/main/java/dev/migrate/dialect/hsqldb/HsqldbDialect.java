package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Conversion;
import dev.migrate.change.Effects;
import dev.migrate.change.RenameColumn;
import dev.migrate.dialect.AbstractDialect;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.DependentParts;
import dev.migrate.dialect.DependentUsers;
import dev.migrate.dialect.DependentUses;
import dev.migrate.dialect.Dependents;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.Naming;
import dev.migrate.dialect.RepeatedStatements;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.ServerInspection;
import dev.migrate.dialect.StandardNaming;
import dev.migrate.dialect.TypeRange;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObject.Kind;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The dialect of HSQLDB.
 */
public final class HsqldbDialect extends AbstractDialect {

	/**
	 * From the product's messages. That of a privilege on an object is also that of an
	 * object that is not there.
	 */
	private static final int ADMIN_RIGHTS_REQUIRED = -5507;

	/**
	 * {@code object name already exists}, a duplicate column, and a second primary key;
	 * {@code user lacks privilege or object not found}, from the product's messages.
	 */
	private static final RepeatedStatements<Integer> REPEATED = new RepeatedStatements<>(Set.of(-5504, -5532),
			Set.of(-5501));

	/**
	 * Views, triggers and routines, and generated columns. A trigger with the rows of its
	 * table uses all columns.
	 */
	private static final String DEPENDENTS = """
			select 'VIEW' as kind, table_schema as object_schema, cast(null as varchar(128)) as object_table,
			  table_name as object_name, view_definition as definition
			from information_schema.views where table_schema <> 'INFORMATION_SCHEMA'
			union all
			select 'TRIGGER', event_object_schema, event_object_table, trigger_name,
			  coalesce(action_condition, '') || ' ' || action_statement
			from information_schema.triggers
			union all
			select 'TRIGGER', event_object_schema, event_object_table, trigger_name, 'select *' from information_schema.triggers
			where coalesce(action_reference_old_row, action_reference_new_row) is not null
			union all
			select 'TRIGGER', event_object_schema, event_object_table, trigger_name, event_object_column
			from information_schema.triggered_update_columns
			union all
			select routine_type, routine_schema, cast(null as varchar(128)), routine_name, routine_definition
			from information_schema.routines where routine_schema not in ('INFORMATION_SCHEMA', 'SYSTEM_LOBS')
			union all
			select 'GENERATED_COLUMN', table_schema, table_name, column_name, generation_expression
			from information_schema.columns where generation_expression is not null
			order by 1, 2, 3, 4, 5""";

	private static final String FOREIGN_KEYS = """
			select f.table_schema as object_schema, f.table_name as object_table, f.constraint_name as object_name,
			  k.table_schema as referenced_schema, k.table_name as referenced_table, k.column_name as referenced_column
			from information_schema.referential_constraints r
			  join information_schema.table_constraints f
			    on f.constraint_schema = r.constraint_schema and f.constraint_name = r.constraint_name
			  join information_schema.key_column_usage k
			    on k.constraint_schema = r.unique_constraint_schema and k.constraint_name = r.unique_constraint_name
			order by 1, 2, 3, k.ordinal_position""";

	/**
	 * Create the dialect.
	 */
	public HsqldbDialect() {
		super("hsqldb", "HSQL Database Engine", new HsqldbDdl(), DdlTransactions.NONE);
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		return jdbcUrl.toLowerCase(Locale.ROOT).startsWith("jdbc:hsqldb:mem:");
	}

	@Override
	public Naming naming() {
		return new StandardNaming(Identifiers::upperCase, 128);
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		Schema plain = schema.mapTables((table) -> withoutDirections(HsqldbExpressions.withoutNotNullChecks(table)));
		return new Canonicalizer(scope, naming(), HsqldbTypes::canonical).canonical(plain);
	}

	@Override
	protected CatalogSchema readCatalog(Connection connection, SchemaScope scope) throws SQLException {
		return CatalogSchema.of(new HsqldbCatalog(connection, scope.defaultSchema(), scope.all()).read());
	}

	@Override
	public List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new HsqldbExpressionNormalizer(connection, this).normalize(tables);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The type of a column cannot change while a check mentions it, and what is on a
	 * dropped column is dropped with it.
	 */
	@Override
	public List<PartOfTable> preventing(Change change, Schema current) {
		List<PartOfTable> parts = new ArrayList<>(DependentParts.checks(change, current));
		parts.addAll(DependentParts.ofRecreated(change, current));
		return List.copyOf(parts);
	}

	@Override
	public Dependents dependents(Connection connection, SchemaScope scope, Schema current) throws SQLException {
		return DependentUses.read(connection, current, scope, List.of(DEPENDENTS), FOREIGN_KEYS);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * No column of a table can be renamed that a view, trigger or routine uses, and none
	 * that a generated column uses. The identity of a column cannot be added to a table
	 * with a trigger on rows, since a column is dropped on the way.
	 */
	@Override
	public List<DependentObject> preventing(Change change, CatalogSchema current) {
		DependentUsers users = new DependentUsers(change, current);
		Stream<DependentObject> ofTable = (change instanceof RenameColumn rename)
				? current.dependents().ofTable(rename.table()).stream().filter(HsqldbDialect::isByText)
				: Stream.empty();
		return Stream
			.of(users.ofRenamed(), ofTable, users.ofReplacedKey(), users.ofAltered(EnumSet.of(Aspect.FORMULA)),
					users.ofAltered(EnumSet.of(Aspect.TYPE, Aspect.COLLATION))
						.filter((object) -> !isOwnTrigger(object, change) && object.kind() != Kind.GENERATED_COLUMN),
					users.ofAltered(EnumSet.of(Aspect.IDENTITY)).filter((object) -> isOwnTrigger(object, change)))
			.flatMap((objects) -> objects)
			.distinct()
			.toList();
	}

	private static boolean isByText(DependentObject object) {
		return object.kind() != Kind.FOREIGN_KEY && object.kind() != Kind.GENERATED_COLUMN;
	}

	private static boolean isOwnTrigger(DependentObject object, Change change) {
		return object.kind() == Kind.TRIGGER && change instanceof AlterColumn alter
				&& alter.table().equals(object.table());
	}

	@Override
	public Optional<TypeRange> range(SqlType type) {
		return HsqldbTypes.range(type);
	}

	@Override
	public boolean canCompute(Column column) {
		return column.nullable();
	}

	@Override
	public Optional<String> conversion(String column, SqlType from, SqlType to) {
		return Optional.of("cast(" + column + " as " + to.text() + ")");
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return HsqldbTypes.between(from, to);
	}

	@Override
	public Optional<Scratch> scratch() {
		return Optional.of(new HsqldbScratch());
	}

	private static Table withoutDirections(Table table) {
		// The database accepts "desc" but does not store it.
		return table.withIndexes(table.indexes()
			.stream()
			.map((index) -> index.withParts(index.parts()
				.stream()
				.map((part) -> new Index.Part(part.column(), part.expression(), false))
				.toList()))
			.toList());
	}

	@Override
	public boolean isRepeated(String sql, SQLException failure) {
		return REPEATED.contains(sql, failure.getErrorCode());
	}

	@Override
	public boolean isPrivilegeMissing(SQLException failure) {
		return failure.getErrorCode() == ADMIN_RIGHTS_REQUIRED && "42507".equals(failure.getSQLState());
	}

	@Override
	public ServerInspection inspection() {
		return new HsqldbInspection();
	}

	@Override
	public Effects effects(Schema current) {
		return new HsqldbEffects(this, current);
	}

}
