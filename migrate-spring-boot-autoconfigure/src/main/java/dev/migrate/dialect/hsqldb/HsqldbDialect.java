package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.migrate.change.Change;
import dev.migrate.change.Conversion;
import dev.migrate.change.Effects;
import dev.migrate.dialect.AbstractDialect;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.DependentParts;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.Naming;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.StandardNaming;
import dev.migrate.dialect.TypeRange;
import dev.migrate.schema.Column;
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
	 * The type of a column cannot change while a check mentions it.
	 */
	@Override
	public List<PartOfTable> preventing(Change change, Schema current) {
		return DependentParts.checks(change, current);
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
	public Effects effects(Schema current) {
		return new HsqldbEffects(this, current);
	}

}
