package dev.migrate.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.migrate.change.Changes;
import dev.migrate.change.Conversion;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.dialect.Unseen;
import dev.migrate.schema.Column;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * What SQLite does differently.
 */
public final class SqliteDialect implements Dialect {

	private final SqliteDdl ddl = new SqliteDdl();

	@Override
	public String name() {
		return "sqlite";
	}

	@Override
	public boolean isFor(String productName) {
		return productName.equals("SQLite");
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		String url = jdbcUrl.toLowerCase(Locale.ROOT);
		return url.startsWith("jdbc:sqlite:")
				&& (url.contains(":memory:") || url.contains("mode=memory") || url.matches("jdbc:sqlite:(\\?.*)?"));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A file is one schema; those that entities name are left out by Hibernate too.
	 */
	@Override
	public SchemaScope scope(Connection connection, String defaultSchema, List<String> others) {
		return SchemaScope.of("main", List.of());
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		Schema canonical = new Canonicalizer(scope, new SqliteNaming(), SqliteTypes::canonical).canonical(schema);
		List<Table> tables = new ArrayList<>();
		for (int i = 0; i < schema.tables().size(); i++) {
			tables.add(SqliteSpelling.canonical(withNulls(canonical.tables().get(i), schema.tables().get(i)),
					this.ddl.identifiers()));
		}
		return canonical.withTables(tables);
	}

	private static Table withNulls(Table canonical, Table read) {
		if (read.source().isEmpty()) {
			return canonical;
		}
		// On no other product may a column of a primary key take null.
		List<Column> columns = new ArrayList<>();
		for (int i = 0; i < read.columns().size(); i++) {
			columns.add(canonical.columns().get(i).withNullable(read.columns().get(i).nullable()));
		}
		return canonical.withColumns(columns);
	}

	@Override
	public Schema read(Connection connection, SchemaScope scope) throws SQLException {
		return canonical(new SqliteCatalog(connection).read(), scope);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * SQLite keeps every text as it was written: there is nothing to ask for beyond the
	 * canonical form.
	 */
	@Override
	public List<Table> spell(Connection connection, List<Table> tables, SchemaScope scope) {
		return tables;
	}

	@Override
	public Changes executable(Changes changes, Schema current) {
		return new SqlitePlan(this.ddl, changes, current).executable();
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return SqliteTypes.between(from, to);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A trigger comes with its table.
	 */
	@Override
	public List<Unseen> unseen(Connection connection, SchemaScope scope) throws SQLException {
		return Unseen.read(connection, scope, Map.of("view", "select name from sqlite_master where type = 'view'"));
	}

	@Override
	public Optional<Scratch> scratch() {
		return Optional.of(new SqliteScratch());
	}

	@Override
	public StandardDdl ddl() {
		return this.ddl;
	}

}
