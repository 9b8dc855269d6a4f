package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.migrate.change.Conversion;
import dev.migrate.change.Effects;
import dev.migrate.dialect.AbstractDialect;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Naming;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.TypeRange;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The dialect of H2.
 */
public final class H2Dialect extends AbstractDialect {

	/**
	 * Create the dialect.
	 */
	public H2Dialect() {
		super("h2", "H2", new H2Ddl(), DdlTransactions.NONE);
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		return jdbcUrl.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:mem:");
	}

	@Override
	public Naming naming() {
		return new H2Naming();
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, naming(), H2Types::canonical).canonical(schema);
	}

	@Override
	protected CatalogSchema readCatalog(Connection connection, SchemaScope scope) throws SQLException {
		H2Catalog catalog = new H2Catalog(connection, scope.defaultSchema(), scope.all());
		return CatalogSchema.of(catalog.read("BASE TABLE"));
	}

	@Override
	public List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new H2ExpressionNormalizer(connection, this, scope).normalize(tables);
	}

	@Override
	public Optional<TypeRange> range(SqlType type) {
		return H2Types.range(type);
	}

	@Override
	public Optional<String> conversion(String column, SqlType from, SqlType to) {
		return Optional.of("cast(" + column + " as " + to.text() + ")");
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
	public Effects effects(Schema current) {
		return new H2Effects(this, current);
	}

}
