package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.change.Changes;
import dev.migrate.change.Conversion;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Obstacles;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Index;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * What HSQLDB does differently.
 */
public final class HsqldbDialect implements Dialect {

	private final HsqldbDdl ddl = new HsqldbDdl();

	@Override
	public String name() {
		return "hsqldb";
	}

	@Override
	public boolean isFor(String productName) {
		return productName.equals("HSQL Database Engine");
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		return jdbcUrl.toLowerCase(Locale.ROOT).startsWith("jdbc:hsqldb:mem:");
	}

	@Override
	public SchemaScope scope(Connection connection, String defaultSchema, List<String> others) throws SQLException {
		if (!defaultSchema.isEmpty()) {
			List<String> names = Rows.read(connection, "select schema_name from information_schema.schemata", List.of(),
					(rows) -> rows.getString(1));
			return SchemaScope.of(defaultSchema, others, names);
		}
		return SchemaScope.of(connection.getSchema(), others);
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		Schema plain = schema.mapTables((table) -> withoutDirections(HsqldbExpressions.withoutNotNullChecks(table)));
		return new Canonicalizer(scope, new HsqldbNaming(), HsqldbTypes::canonical).canonical(plain);
	}

	@Override
	public Schema read(Connection connection, SchemaScope scope) throws SQLException {
		Set<String> schemas = new TreeSet<>(scope.others());
		schemas.add(scope.defaultSchema());
		return canonical(new HsqldbCatalog(connection, scope.defaultSchema(), schemas).read(), scope);
	}

	@Override
	public List<Table> spell(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new HsqldbSpelling(connection, this).spell(tables);
	}

	@Override
	public Changes executable(Changes changes, Schema current) {
		return Obstacles.checksOfRetypedColumns(changes, current);
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return HsqldbTypes.between(from, to);
	}

	@Override
	public Optional<Scratch> scratch() {
		return Optional.of(new HsqldbScratch());
	}

	@Override
	public StandardDdl ddl() {
		return this.ddl;
	}

	private static Table withoutDirections(Table table) {
		// The database accepts "desc" and forgets it.
		return table.withIndexes(table.indexes()
			.stream()
			.map((index) -> index.withParts(index.parts()
				.stream()
				.map((part) -> new Index.Part(part.column(), part.expression(), false))
				.toList()))
			.toList());
	}

}
