package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ProbeTable;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Lets H2 normalize tables by creating local temporary ones, which no other connection
 * sees.
 */
final class H2ExpressionNormalizer {

	/**
	 * The beginning of the names of probes, which are quoted, so that they are the same
	 * however the database folds names.
	 */
	private static final String PREFIX = "migrate_";

	private final Connection connection;

	private final Dialect dialect;

	private final SchemaScope scope;

	H2ExpressionNormalizer(Connection connection, Dialect dialect, SchemaScope scope) {
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
		if (tables.isEmpty() || isReadOnly()) {
			return List.of();
		}
		List<ProbeTable> probes = new ArrayList<>();
		try {
			int number = 0;
			for (Table table : tables) {
				ProbeTable probe = ProbeTable.of(table, PREFIX + number++);
				if (isCreated(probe)) {
					probes.add(probe);
				}
			}
			return read(probes);
		}
		finally {
			for (ProbeTable probe : probes) {
				execute("drop table " + Identifiers.quoted(probe.table().name().name()));
			}
		}
	}

	private boolean isReadOnly() throws SQLException {
		return this.connection.isReadOnly();
	}

	private boolean isCreated(ProbeTable probe) throws SQLException {
		try {
			for (String sql : this.dialect.ddl().createTemporaryTable(probe.table())) {
				execute(sql);
			}
			return true;
		}
		catch (SQLException ex) {
			execute("drop table if exists " + Identifiers.quoted(probe.table().name().name()));
			return false;
		}
	}

	private List<Table> read(List<ProbeTable> probes) throws SQLException {
		String schema = Rows.read(this.connection, "select current_schema", List.of(), (rows) -> rows.getString(1))
			.get(0);
		Schema read = this.dialect.canonical(
				new H2Catalog(this.connection, this.scope.defaultSchema(), List.of(schema)).read("LOCAL TEMPORARY"),
				this.scope);
		String prefix = schema.equals(this.scope.defaultSchema()) ? null : schema;
		return probes.stream()
			.map((probe) -> probe.normalized(read, new QualifiedName(prefix, probe.table().name().name())))
			.toList();
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
