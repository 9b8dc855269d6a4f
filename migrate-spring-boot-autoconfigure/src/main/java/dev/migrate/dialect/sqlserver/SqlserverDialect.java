package dev.migrate.dialect.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.change.Changes;
import dev.migrate.change.Conversion;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Obstacles;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * What SQL Server does differently.
 */
public final class SqlserverDialect implements Dialect {

	private final SqlserverDdl ddl = new SqlserverDdl();

	@Override
	public String name() {
		return "mssql";
	}

	@Override
	public boolean isFor(String productName) {
		return productName.equals("Microsoft SQL Server");
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		return false;
	}

	@Override
	public SchemaScope scope(Connection connection, String defaultSchema, List<String> others) throws SQLException {
		if (!defaultSchema.isEmpty()) {
			List<String> names = Rows.read(connection, "select name from sys.schemas", List.of(),
					(rows) -> rows.getString(1));
			return SchemaScope.of(defaultSchema, others, names);
		}
		return SchemaScope
			.of(Rows.read(connection, "select schema_name()", List.of(), (rows) -> rows.getString(1)).get(0), others);
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, new SqlserverNaming(), SqlserverTypes::canonical)
			.canonical(schema.mapTables(SqlserverDialect::canonical))
			.mapTables(SqlserverDialect::withConditions);
	}

	@Override
	public Schema read(Connection connection, SchemaScope scope) throws SQLException {
		Set<String> schemas = new TreeSet<>(scope.others());
		schemas.add(scope.defaultSchema());
		return canonical(SqlserverCatalog.ofDatabase(connection, scope.defaultSchema(), schemas).read(), scope);
	}

	@Override
	public List<Table> spell(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new SqlserverSpelling(connection, this, scope).spell(tables);
	}

	@Override
	public Changes executable(Changes changes, Schema current) {
		return Obstacles.allOfAlteredColumns(changes, current);
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return SqlserverTypes.between(from, to);
	}

	@Override
	public StandardDdl ddl() {
		return this.ddl;
	}

	private static Table canonical(Table table) {
		return table.withColumns(table.columns().stream().map(SqlserverDialect::canonical).toList())
			.withForeignKeys(table.foreignKeys().stream().map(SqlserverDialect::canonical).toList())
			.withChecks(table.checks()
				.stream()
				.map((check) -> new Check(check.name(), SqlserverTypes.withoutParentheses(check.condition())))
				.toList())
			.withComment(null);
	}

	private static Table withConditions(Table table) {
		// Only now is it known which columns refuse null, as those of a primary key do.
		return table.withIndexes(table.indexes().stream().map((index) -> canonical(index, table)).toList());
	}

	private static Column canonical(Column column) {
		Identity identity = column.identity();
		Identity numbered = (identity != null && identity.mode() == Identity.Mode.ALWAYS)
				? new Identity(Identity.Mode.BY_DEFAULT, identity.increment()) : identity;
		Expression defaultValue = column.defaultValue();
		Column plain = column
			// Hibernate writes no comments here.
			.withComment(null)
			// There is one way in which a column is numbered.
			.withIdentity(numbered)
			.withDefaultValue((defaultValue != null) ? SqlserverTypes.withoutParentheses(defaultValue) : null);
		Expression formula = column.generatedAs();
		if (formula == null || !formula.isPresent()) {
			return plain;
		}
		// The formula has a type and takes null or not: nobody declares that.
		return plain.withGeneratedAs(SqlserverTypes.withoutParentheses(formula))
			.withType(SqlserverTypes.COMPUTED)
			.withNullable(true);
	}

	private static ForeignKey canonical(ForeignKey key) {
		return key.withOnDelete(withoutRestrict(key.onDelete()))
			.withOnUpdate(withoutRestrict(key.onUpdate()))
			.withDeferral(ForeignKey.Deferral.NOT_DEFERRABLE);
	}

	private static ForeignKey.Action withoutRestrict(ForeignKey.Action action) {
		return (action == ForeignKey.Action.RESTRICT) ? ForeignKey.Action.NO_ACTION : action;
	}

	/**
	 * Let a unique index leave null alone, as Hibernate writes it: SQL Server takes two
	 * nulls for the same. That a column is not null where it refuses null anyway need not
	 * be said.
	 * @param index the index; one that was read says by which method it is kept
	 * @param table its table
	 * @return the index with its condition
	 */
	private static Index canonical(Index index, Table table) {
		Expression where = SqlserverTypes.withoutParentheses(index.where());
		boolean unsaid = index.unique() && index.isPlain() && index.method() == null;
		List<String> conditions = unsaid
				? index.parts().stream().map((part) -> isNotNull(String.valueOf(part.column()))).toList()
				: List.of(where.sql().split(" AND "));
		Set<String> idle = table.columns()
			.stream()
			.filter((column) -> !column.nullable())
			.map((column) -> isNotNull(column.name()))
			.collect(Collectors.toSet());
		Expression needed = new Expression(conditions.stream()
			.filter((condition) -> !idle.contains(condition))
			.collect(Collectors.joining(" AND ")));
		return index.withWhere(needed);
	}

	private static String isNotNull(String column) {
		return SqlserverDdl.bracketed(column) + " IS NOT NULL";
	}

}
