package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
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
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * What H2 does differently.
 */
public final class H2Dialect implements Dialect {

	private final H2Ddl ddl = new H2Ddl();

	@Override
	public String name() {
		return "h2";
	}

	@Override
	public boolean isFor(String productName) {
		return productName.equals("H2");
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		return jdbcUrl.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:mem:");
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
		return new Canonicalizer(scope, new H2Naming(), H2Types::canonical).canonical(schema);
	}

	@Override
	public Schema read(Connection connection, SchemaScope scope) throws SQLException {
		Set<String> schemas = new TreeSet<>(scope.others());
		schemas.add(scope.defaultSchema());
		H2Catalog catalog = new H2Catalog(connection, scope.defaultSchema(), schemas);
		return canonical(catalog.read("BASE TABLE"), scope);
	}

	@Override
	public List<Table> spell(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new H2Spelling(connection, this, scope).spell(tables);
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return H2Types.between(from, to);
	}

	@Override
	public Optional<Scratch> scratch() {
		return Optional.of(new H2Scratch());
	}

	@Override
	public StandardDdl ddl() {
		return this.ddl;
	}

}
