package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.change.Create;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ProbeTable;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Lets PostgreSQL normalize tables by creating temporary ones in a transaction that is
 * rolled back.
 */
final class PostgresqlExpressionNormalizer {

	private static final String IS_ALLOWED = "select current_setting('transaction_read_only') = 'off' "
			+ "and has_database_privilege(current_database(), 'TEMPORARY')";

	private static final String TEMPORARY_SCHEMA = "select nspname from pg_namespace where oid = pg_my_temp_schema()";

	private final Connection connection;

	private final Dialect dialect;

	private final SchemaScope scope;

	PostgresqlExpressionNormalizer(Connection connection, Dialect dialect, SchemaScope scope) {
		this.connection = connection;
		this.dialect = dialect;
		this.scope = scope;
	}

	/**
	 * Let the database normalize tables.
	 * @param tables the tables
	 * @return the tables that it could normalize
	 * @throws SQLException if the database cannot be accessed
	 */
	List<Table> normalize(List<Table> tables) throws SQLException {
		if (tables.isEmpty()) {
			return List.of();
		}
		boolean autoCommit = this.connection.getAutoCommit();
		this.connection.setAutoCommit(false);
		try {
			return Rows.first(this.connection, IS_ALLOWED).equals("t") ? read(create(probes(tables))) : List.of();
		}
		finally {
			this.connection.rollback();
			this.connection.setAutoCommit(autoCommit);
		}
	}

	private List<ProbeTable> probes(List<Table> tables) {
		List<ProbeTable> probes = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (Table table : tables) {
			// The table's own name, since a check may mention it.
			String name = table.name().name();
			probes.add(ProbeTable.of(table, names.add(name) ? name : "migrate_" + probes.size()));
		}
		return probes;
	}

	private List<ProbeTable> create(List<ProbeTable> probes) throws SQLException {
		Savepoint before = this.connection.setSavepoint();
		if (isCreated(probes, before)) {
			return probes;
		}
		List<ProbeTable> created = new ArrayList<>();
		for (ProbeTable probe : probes) {
			Savepoint savepoint = this.connection.setSavepoint();
			if (isCreated(List.of(probe), savepoint)) {
				created.add(probe);
			}
		}
		return created;
	}

	private boolean isCreated(List<ProbeTable> probes, Savepoint before) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			for (ProbeTable probe : probes) {
				for (String sql : this.dialect.ddl().createTemporaryTable(probe.table())) {
					statement.addBatch(sql);
				}
				for (Index index : probe.table().indexes()) {
					for (String sql : this.dialect.statements(Create.of(probe.table().name(), index))) {
						statement.addBatch(sql);
					}
				}
			}
			statement.executeBatch();
			return true;
		}
		catch (SQLException ex) {
			this.connection.rollback(before);
			return false;
		}
	}

	private List<Table> read(List<ProbeTable> probes) throws SQLException {
		if (probes.isEmpty()) {
			return List.of();
		}
		String schema = Rows.first(this.connection, TEMPORARY_SCHEMA);
		Schema read = this.dialect.canonical(
				new PostgresqlCatalog(this.connection, this.scope.defaultSchema(), List.of(schema)).read(), this.scope);
		return probes.stream()
			.map((probe) -> probe.normalized(read, new QualifiedName(schema, probe.table().name().name())))
			.toList();
	}

}
