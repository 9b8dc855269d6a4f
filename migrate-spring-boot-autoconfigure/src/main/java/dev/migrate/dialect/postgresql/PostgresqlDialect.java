package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * What PostgreSQL does differently.
 */
public final class PostgresqlDialect implements Dialect {

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
		return canonical(new PostgresqlCatalog(connection, scope.defaultSchema(), schemas).read(), scope);
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
	public StandardDdl ddl() {
		return this.ddl;
	}

}
