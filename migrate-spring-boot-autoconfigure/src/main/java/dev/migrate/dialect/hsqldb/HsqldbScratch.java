package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.Scratch;

/**
 * Creates HSQLDB databases in memory that interpret statements as the live one does.
 */
final class HsqldbScratch implements Scratch.InProcess {

	private static final String SETTINGS = """
			select property_name, property_value from information_schema.system_properties
			where property_name like 'sql.%' and property_value in ('true', 'false')
			order by property_name""";

	@Override
	public Scratch.InMemory like(Connection connection, String name) throws SQLException {
		List<String> settings = Rows.read(connection, SETTINGS, List.of(),
				(rows) -> ";" + rows.getString(1) + "=" + rows.getString(2));
		return new Scratch.InMemory("jdbc:hsqldb:mem:" + name + String.join("", settings), "SA", List.of(), "shutdown");
	}

}
