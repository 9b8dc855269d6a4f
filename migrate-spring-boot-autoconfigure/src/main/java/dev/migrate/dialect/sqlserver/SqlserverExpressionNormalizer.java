package dev.migrate.dialect.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.migrate.change.Create;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ProbeTable;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Lets SQL Server normalize tables by creating temporary ones, which no other connection
 * sees and which are in the catalog of another database.
 */
final class SqlserverExpressionNormalizer {

	private final Connection connection;

	private final Dialect dialect;

	private final SchemaScope scope;

	SqlserverExpressionNormalizer(Connection connection, Dialect dialect, SchemaScope scope) {
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
		if (tables.isEmpty() || this.connection.isReadOnly()) {
			return List.of();
		}
		List<ProbeTable> probes = new ArrayList<>();
		// All connections share one namespace of constraints.
		String prefix = "#m" + UUID.randomUUID().toString().substring(0, 8);
		try {
			for (Table table : tables) {
				ProbeTable probe = ProbeTable.of(table, prefix + probes.size());
				if (isCreated(probe)) {
					probes.add(probe);
				}
			}
			Schema read = this.dialect.canonical(SqlserverCatalog.ofTemporaryTables(this.connection, prefix).read(),
					this.scope);
			return probes.stream().map((probe) -> probe.normalized(read, probe.table().name())).toList();
		}
		finally {
			for (ProbeTable probe : probes) {
				execute("drop table " + Identifiers.quoted(probe.table().name().name()));
			}
		}
	}

	private boolean isCreated(ProbeTable probe) throws SQLException {
		try {
			for (String sql : this.dialect.statements(Create.of(probe.table()))) {
				execute(sql);
			}
			return true;
		}
		catch (SQLException ex) {
			execute("drop table if exists " + Identifiers.quoted(probe.table().name().name()));
			return false;
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
