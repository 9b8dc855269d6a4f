package dev.migrate.dialect.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.AbstractDialect;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.Naming;
import dev.migrate.dialect.RepeatedStatements;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.SessionLocks;
import dev.migrate.dialect.StandardNaming;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The dialect of Oracle Database.
 */
public final class OracleDialect extends AbstractDialect {

	/**
	 * A resource that is busy, with and without a limit, a deadlock, and an object that
	 * is in use, from the product's error messages. Not verified.
	 */
	private static final Set<Integer> REFUSED = Set.of(54, 30006, 60, 4021);

	/**
	 * Insufficient privileges, from the product's error messages. Not verified.
	 */
	private static final Set<Integer> RIGHTS = Set.of(1031);

	/**
	 * An object, a column, an index, a constraint, a primary key, a unique key or a
	 * foreign key that is there; a table, a column, a constraint, an index or a sequence
	 * that is not, from the product's error messages. Not verified.
	 */
	private static final RepeatedStatements<Integer> REPEATED = new RepeatedStatements<>(
			Set.of(955, 1430, 1408, 2264, 2260, 2261, 2275, 957), Set.of(942, 904, 2443, 1418, 2289));

	/**
	 * Create the dialect.
	 */
	public OracleDialect() {
		super("oracle", "Oracle", new OracleDdl(), DdlTransactions.NONE);
	}

	@Override
	protected String schemasQuery() {
		return "select username from all_users";
	}

	@Override
	protected String currentSchema(Connection connection) throws SQLException {
		return Rows.first(connection, "select sys_context('userenv', 'current_schema') from dual");
	}

	@Override
	public boolean isPrivilegeMissing(SQLException failure) {
		return RIGHTS.contains(failure.getErrorCode()) && "42000".equals(failure.getSQLState());
	}

	@Override
	public LockWaits lockWaits() {
		return LockWaits.refusedWith(REFUSED);
	}

	@Override
	public boolean isRepeated(String sql, SQLException failure) {
		return REPEATED.contains(sql, failure.getErrorCode());
	}

	@Override
	public Optional<SessionLocks> sessionLocks() {
		return Optional.of(new OracleSessionLocks());
	}

	@Override
	public Naming naming() {
		return new StandardNaming(Identifiers::upperCase, 128);
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, naming(), OracleDialect::canonical)
			.canonical(schema.mapTables(OracleDialect::canonical));
	}

	@Override
	protected CatalogSchema readCatalog(Connection connection, SchemaScope scope) throws SQLException {
		return CatalogSchema.of(new OracleCatalog(connection, scope.defaultSchema(), scope.all()).read());
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Oracle stores defaults and checks as written, and its private temporary tables are
	 * not in the catalog, so texts cannot be normalized.
	 */
	@Override
	public List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) {
		return List.of();
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return OracleTypes.between(from, to);
	}

	private static Table canonical(Table table) {
		return table.withForeignKeys(table.foreignKeys().stream().map(OracleDialect::canonical).toList());
	}

	private static Column canonical(Column column) {
		Column typed = column.withType(OracleTypes.canonical(column.type()));
		Expression value = typed.defaultValue();
		// The empty text is null, and so is a default that was dropped.
		boolean none = value != null && (value.sql().equalsIgnoreCase("null") || value.sql().equals("''"));
		return none ? typed.withDefaultValue(Expression.NONE) : typed;
	}

	private static ForeignKey canonical(ForeignKey key) {
		ForeignKey.Action onDelete = switch (key.onDelete()) {
			case CASCADE, SET_NULL -> key.onDelete();
			case NO_ACTION, RESTRICT, SET_DEFAULT -> ForeignKey.Action.NO_ACTION;
		};
		return key.withOnDelete(onDelete).withOnUpdate(ForeignKey.Action.NO_ACTION);
	}

	@Override
	public Optional<String> neutral(SqlType type) {
		// An empty text is null there.
		return Optional.empty();
	}

}
