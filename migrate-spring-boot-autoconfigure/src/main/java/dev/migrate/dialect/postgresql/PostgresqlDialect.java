package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.dialect.Unseen;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * What PostgreSQL does differently.
 */
public final class PostgresqlDialect implements Dialect {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/**
	 * The server's {@code lock_not_available}, from its appendix of error codes.
	 */
	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private final PostgresqlDdl ddl = new PostgresqlDdl();

	@Override
	public String name() {
		return "postgresql";
	}

	@Override
	public boolean isFor(String productName) {
		return productName.equals("PostgreSQL");
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		return false;
	}

	@Override
	public SchemaScope scope(Connection connection, String defaultSchema, List<String> others) throws SQLException {
		if (!defaultSchema.isEmpty()) {
			List<String> names = Rows.read(connection, "select nspname from pg_namespace", List.of(),
					(rows) -> rows.getString(1));
			return SchemaScope.of(defaultSchema, others, names);
		}
		String current = connection.getSchema();
		return SchemaScope.of((current != null) ? current : "public", others);
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, new PostgresqlNaming(), PostgresqlTypes::canonical).canonical(schema);
	}

	@Override
	public Schema read(Connection connection, SchemaScope scope) throws SQLException {
		Set<String> schemas = new TreeSet<>(scope.others());
		schemas.add(scope.defaultSchema());
		PostgresqlCatalog catalog = new PostgresqlCatalog(connection, scope.defaultSchema(), schemas);
		return canonical(connection.getAutoCommit() ? readWithoutWaiting(connection, catalog) : catalog.read(), scope);
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
						"somebody is changing the tables, in a transaction that is open for more than "
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
	public List<Table> spell(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new PostgresqlSpelling(connection, this, scope).spell(tables);
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return PostgresqlTypes.between(from, to);
	}

	@Override
	public List<Unseen> unseen(Connection connection, SchemaScope scope) throws SQLException {
		return Unseen.read(connection, scope, PostgresqlUnseen.QUERIES);
	}

	@Override
	public Optional<Scratch> scratch() {
		return Optional.of(new PostgresqlScratch());
	}

	@Override
	public StandardDdl ddl() {
		return this.ddl;
	}

}
