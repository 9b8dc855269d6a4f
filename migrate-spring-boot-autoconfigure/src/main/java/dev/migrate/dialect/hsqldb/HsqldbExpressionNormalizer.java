package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

import dev.migrate.change.Create;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ProbeTable;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Lets HSQLDB normalize tables in a separate database in memory. The driver contains the
 * engine, so the user's database is not accessed.
 */
final class HsqldbExpressionNormalizer {

	private static final String SETTINGS = """
			select property_name, property_value from information_schema.system_properties
			where property_name like 'sql.%' and property_value is not null""";

	private final Connection connection;

	private final Dialect dialect;

	HsqldbExpressionNormalizer(Connection connection, Dialect dialect) {
		this.connection = connection;
		this.dialect = dialect;
	}

	/**
	 * Let the database normalize tables.
	 * @param tables the tables
	 * @return the tables that it could normalize; none if a remote server is of another
	 * version than the driver
	 * @throws SQLException if the database cannot be accessed
	 */
	List<Table> normalize(List<Table> tables) throws SQLException {
		if (tables.isEmpty()) {
			return List.of();
		}
		try (Connection own = open(); Statement statement = own.createStatement()) {
			try {
				return version(own).equals(version(this.connection)) ? normalize(tables, own) : List.of();
			}
			finally {
				statement.execute("shutdown");
			}
		}
	}

	private Connection open() throws SQLException {
		Properties settings = new Properties();
		// A database in a compatibility mode also normalizes in that mode.
		Rows.read(this.connection, SETTINGS, List.of(),
				(rows) -> settings.put(rows.getString("property_name"), rows.getString("property_value")) == null);
		settings.put("user", "SA");
		settings.put("password", "");
		return DriverManager.getConnection("jdbc:hsqldb:mem:migrate-" + UUID.randomUUID(), settings);
	}

	private static String version(Connection connection) throws SQLException {
		return connection.getMetaData().getDatabaseProductVersion();
	}

	private List<Table> normalize(List<Table> tables, Connection own) throws SQLException {
		List<ProbeTable> probes = new ArrayList<>();
		int number = 0;
		for (Table table : tables) {
			ProbeTable probe = ProbeTable.of(table, "MIGRATE_" + number++);
			if (isCreated(probe, own)) {
				probes.add(probe);
			}
		}
		Schema read = this.dialect.read(own, SchemaScope.of(own.getSchema(), List.of())).schema();
		return probes.stream().map((probe) -> probe.normalized(read, probe.table().name())).toList();
	}

	private boolean isCreated(ProbeTable probe, Connection own) throws SQLException {
		try (Statement statement = own.createStatement()) {
			for (String sql : this.dialect.statements(Create.of(probe.table()))) {
				statement.execute(sql);
			}
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

}
