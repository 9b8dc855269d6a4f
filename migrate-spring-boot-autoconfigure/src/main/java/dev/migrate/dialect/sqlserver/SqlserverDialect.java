package dev.migrate.dialect.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.Conversion;
import dev.migrate.dialect.AbstractDialect;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.DependentParts;
import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.Naming;
import dev.migrate.dialect.RepeatedStatements;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.SessionLocks;
import dev.migrate.dialect.StandardNaming;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The dialect of SQL Server.
 */
public final class SqlserverDialect extends AbstractDialect {

	/**
	 * A permission on an object, on a column, in the database or on the server that was
	 * denied, from the product's error messages. Not verified.
	 */
	private static final Set<Integer> RIGHTS = Set.of(229, 230, 262, 297, 300);

	/**
	 * An object, a column, an index or a primary key that is there; an object or a column
	 * that is not, from the product's error messages. Not verified.
	 */
	private static final RepeatedStatements<Integer> REPEATED = new RepeatedStatements<>(Set.of(2714, 2705, 1913, 1779),
			Set.of(3701, 4924, 3728, 4902));

	/**
	 * Create the dialect.
	 */
	public SqlserverDialect() {
		super("mssql", "Microsoft SQL Server", new SqlserverDdl(), DdlTransactions.SUPPORTED);
	}

	@Override
	protected String schemasQuery() {
		return "select name from sys.schemas";
	}

	@Override
	protected String currentSchema(Connection connection) throws SQLException {
		return Rows.first(connection, "select schema_name()");
	}

	@Override
	public boolean isRepeated(String sql, SQLException failure) {
		return REPEATED.contains(sql, failure.getErrorCode());
	}

	@Override
	public boolean isPrivilegeMissing(SQLException failure) {
		return failure.getSQLState() != null && failure.getSQLState().startsWith("S000")
				&& RIGHTS.contains(failure.getErrorCode());
	}

	@Override
	public LockWaits lockWaits() {
		return new SqlserverLockWaits();
	}

	@Override
	public Optional<SessionLocks> sessionLocks() {
		return Optional.of(new SqlserverSessionLocks());
	}

	@Override
	public Naming naming() {
		return new StandardNaming(UnaryOperator.identity(), 128);
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, naming(), SqlserverTypes::canonical)
			.canonical(schema.mapTables(SqlserverDialect::canonical))
			.mapTables(SqlserverDialect::withConditions);
	}

	@Override
	protected CatalogSchema readCatalog(Connection connection, SchemaScope scope) throws SQLException {
		return CatalogSchema.of(SqlserverCatalog.ofDatabase(connection, scope.defaultSchema(), scope.all()).read());
	}

	@Override
	public List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new SqlserverExpressionNormalizer(connection, this, scope).normalize(tables);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A column cannot be altered while a check, key or index depends on it.
	 */
	@Override
	public List<PartOfTable> preventing(Change change, Schema current) {
		return DependentParts.all(change, current);
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return SqlserverTypes.between(from, to);
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
		// Only now is it known which columns are NOT NULL, as those of a primary key are.
		return table.withIndexes(table.indexes().stream().map((index) -> canonical(index, table)).toList());
	}

	private static Column canonical(Column column) {
		Identity identity = column.identity();
		Identity numbered = (identity != null && identity.mode() == Identity.Mode.ALWAYS)
				? new Identity(Identity.Mode.BY_DEFAULT, identity.increment()) : identity;
		Expression defaultValue = column.defaultValue();
		Column plain = column
			// Hibernate writes no comments on this product.
			.withComment(null)
			// There is only one identity mode.
			.withIdentity(numbered)
			.withDefaultValue((defaultValue != null) ? SqlserverTypes.withoutParentheses(defaultValue) : null);
		Expression formula = column.generatedAs();
		if (formula == null || !formula.isPresent()) {
			return plain;
		}
		// The generation expression determines the type and the nullability.
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
	 * Exclude nulls from a unique index, as Hibernate does, since SQL Server treats nulls
	 * as equal. The condition is omitted for a NOT NULL column.
	 * @param index the index; one that was read has its access method
	 * @param table its table
	 * @return the index with its condition
	 */
	private static Index canonical(Index index, Table table) {
		Expression where = SqlserverTypes.withoutParentheses(index.where());
		boolean needsCondition = index.unique() && index.isPlain() && index.method() == null;
		List<String> conditions = needsCondition
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

	@Override
	public Optional<String> neutral(SqlType type) {
		// Its truth values and dates are written in other ways.
		return Optional.empty();
	}

}
