package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.change.AlterEnumType;
import dev.migrate.change.Change;
import dev.migrate.change.Conversion;
import dev.migrate.change.Effects;
import dev.migrate.dialect.AbstractDialect;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.DependentParts;
import dev.migrate.dialect.Dependents;
import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.Naming;
import dev.migrate.dialect.RepeatedStatements;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.ServerInspection;
import dev.migrate.dialect.SessionLocks;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.UnmanagedObjects;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The dialect of PostgreSQL.
 */
public final class PostgresqlDialect extends AbstractDialect {

	/**
	 * {@code duplicate_table}, {@code duplicate_object}, {@code duplicate_column},
	 * {@code duplicate_schema} and {@code invalid_table_definition};
	 * {@code undefined_table}, {@code undefined_column}, {@code undefined_object} and
	 * {@code invalid_schema_name}, from the server's appendix of error codes.
	 */
	private static final RepeatedStatements<String> REPEATED = new RepeatedStatements<>(
			Set.of("42P07", "42710", "42701", "42P06", "42P16"), Set.of("42P01", "42703", "42704", "3F000"));

	private static final Pattern CONCURRENT_INDEX = Pattern
		.compile("(?is)\\s*create\\s+(?:unique\\s+)?index\\s+concurrently\\s+(?:if\\s+not\\s+exists\\s+)?"
				+ "(\\w+|\"(?:[^\"]|\"\")+\")\\s+on\\s+(?:only\\s+)?((?:\\w+|\"(?:[^\"]|\"\")+\")(?:\\.(?:\\w+|\"(?:[^\"]|\"\")+\"))?).*");

	// What another session builds at this moment is not valid yet.
	private static final String INVALID_INDEX = """
			select format('drop index concurrently %s', i.indexrelid::regclass)
			from pg_index i join pg_class c on c.oid = i.indexrelid
			where not i.indisvalid and i.indrelid = to_regclass(?) and c.relname = any (parse_ident(?))
			  and not exists (select 1 from pg_stat_progress_create_index p where p.index_relid = i.indexrelid)""";

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/**
	 * The server's {@code lock_not_available}, from its appendix of error codes.
	 */
	private static final String LOCK_NOT_AVAILABLE = "55P03";

	/**
	 * Create the dialect.
	 */
	public PostgresqlDialect() {
		super("postgresql", "PostgreSQL", new PostgresqlDdl(), DdlTransactions.SUPPORTED);
	}

	@Override
	protected String schemasQuery() {
		return "select nspname from pg_namespace";
	}

	@Override
	protected String currentSchema(Connection connection) throws SQLException {
		return Objects.requireNonNullElse(connection.getSchema(), "public");
	}

	@Override
	public Naming naming() {
		return new PostgresqlNaming();
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, naming(), PostgresqlTypes::canonical).canonical(schema);
	}

	@Override
	protected CatalogSchema readCatalog(Connection connection, SchemaScope scope) throws SQLException {
		PostgresqlCatalog catalog = new PostgresqlCatalog(connection, scope.defaultSchema(), scope.all());
		return CatalogSchema.of(connection.getAutoCommit() ? readWithoutWaiting(connection, catalog) : catalog.read());
	}

	private static Schema readWithoutWaiting(Connection connection, PostgresqlCatalog catalog) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			// To print an expression, the server locks its table.
			statement.execute("set local lock_timeout = '" + PATIENCE.toSeconds() + "s'");
			return catalog.read();
		}
		catch (SQLException ex) {
			if (LOCK_NOT_AVAILABLE.equals(ex.getSQLState())) {
				throw new SQLException(
						"another session is changing the tables, in a transaction that is open for more than "
								+ PATIENCE.toSeconds() + " seconds. Nothing was compared; try again when it is over.",
						LOCK_NOT_AVAILABLE, ex);
			}
			throw ex;
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	@Override
	public List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new PostgresqlExpressionNormalizer(connection, this, scope).normalize(tables);
	}

	@Override
	public Optional<TypeRange> range(SqlType type) {
		return PostgresqlTypes.range(type);
	}

	@Override
	public Optional<String> conversion(String column, SqlType from, SqlType to) {
		String using = PostgresqlCasts.using(column, from, to);
		return using.isEmpty() ? Optional.empty() : Optional.of(using);
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return PostgresqlTypes.between(from, to);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The driver declares the type of each parameter, which is neither compared with a
	 * column of another family nor, in most cases, assigned to it.
	 */
	@Override
	public boolean accepts(SqlType from, SqlType to) {
		return super.accepts(from, to) && PostgresqlTypes.areOfOneFamily(from, to);
	}

	@Override
	public Dependents dependents(Connection connection, SchemaScope scope, Schema current) throws SQLException {
		return new PostgresqlDependents(connection, scope).read();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The indexes and constraints of a dropped column are dropped with it. Conditions
	 * with values of an enumerated type prevent its recreation.
	 */
	@Override
	public List<PartOfTable> preventing(Change change, Schema current) {
		return (change instanceof AlterEnumType alter)
				? new PostgresqlObstacles(CatalogSchema.of(current), ddl().identifiers()).parts(alter)
				: DependentParts.ofRecreated(change, current);
	}

	@Override
	public List<DependentObject> preventing(Change change, CatalogSchema current) {
		return new PostgresqlObstacles(current, ddl().identifiers()).to(change);
	}

	@Override
	public List<UnmanagedObjects> unmanagedObjects(Connection connection, SchemaScope scope) throws SQLException {
		return UnmanagedObjects.read(connection, scope, PostgresqlUnmanagedObjects.QUERIES);
	}

	@Override
	public Optional<Scratch> scratch() {
		return Optional.of(new PostgresqlScratch());
	}

	@Override
	public Optional<String> checkOfDeferredConstraints() {
		return Optional.of("set constraints all immediate");
	}

	@Override
	public boolean isRepeated(String sql, SQLException failure) {
		return failure.getSQLState() != null && REPEATED.contains(sql, failure.getSQLState());
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * An index that was being built concurrently is left behind when that is interrupted,
	 * and is never used.
	 */
	@Override
	public List<String> repairs(Connection connection, String sql) throws SQLException {
		Matcher index = CONCURRENT_INDEX.matcher(sql);
		return index.matches() ? Rows.read(connection, INVALID_INDEX, List.of(index.group(2), index.group(1)),
				(rows) -> rows.getString(1)) : List.of();
	}

	@Override
	public boolean isPrivilegeMissing(SQLException failure) {
		return PostgresqlInspection.INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState()) && failure.getErrorCode() == 0;
	}

	@Override
	public LockWaits lockWaits() {
		return new PostgresqlLockWaits();
	}

	@Override
	public Optional<SessionLocks> sessionLocks() {
		return Optional.of(new PostgresqlSessionLocks());
	}

	@Override
	public ServerInspection inspection() {
		return new PostgresqlInspection(ddl().identifiers());
	}

	@Override
	public Effects effects(Schema current) {
		return new PostgresqlEffects(this, current);
	}

}
