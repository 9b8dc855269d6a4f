package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.Scratch;

/**
 * Creates H2 databases in memory that interpret statements as the live one does.
 */
final class H2Scratch implements Scratch.InProcess {

	/**
	 * The settings that change the meaning of a statement.
	 */
	private static final List<String> SETTINGS = List.of("MODE", "DATABASE_TO_UPPER", "DATABASE_TO_LOWER",
			"CASE_INSENSITIVE_IDENTIFIERS", "NON_KEYWORDS", "IGNORECASE", "VARIABLE_BINARY", "DEFAULT_NULL_ORDERING",
			"OLD_INFORMATION_SCHEMA", "ZERO_BASED_ENUMS", "IGNORE_CATALOGS");

	private static final String USER_OBJECTS = Stream.of("TABLE", "SEQUENCE", "DOMAIN", "ROUTINE", "CONSTANT")
		.map((kind) -> "(SELECT COUNT(*) FROM INFORMATION_SCHEMA." + kind + "S WHERE " + kind
				+ "_SCHEMA <> 'INFORMATION_SCHEMA')")
		.collect(Collectors.joining(" + ", "SELECT ", ""));

	@Override
	public Scratch.InMemory like(Connection connection, String name) throws SQLException {
		// Some of them are stored in the file, and not in the URL.
		Map<String, String> settings = new TreeMap<>();
		Rows.read(connection, "SELECT SETTING_NAME, SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS", List.of(),
				(rows) -> settings.put(rows.getString(1), String.valueOf(rows.getString(2))));
		StringBuilder url = new StringBuilder("jdbc:h2:mem:").append(name).append(";DB_CLOSE_DELAY=-1");
		for (String setting : SETTINGS) {
			String value = settings.getOrDefault(setting, "");
			if (!value.isEmpty()) {
				url.append(';').append(setting).append('=').append(value);
			}
		}
		List<String> setUp = new ArrayList<>();
		String collation = settings.getOrDefault("COLLATION", settings.getOrDefault("collation", ""));
		if (!collation.isEmpty() && !collation.equalsIgnoreCase("off")) {
			setUp.add("set collation " + collation);
		}
		return new Scratch.InMemory(url.toString(), connection.getMetaData().getUserName(), setUp, "shutdown");
	}

	@Override
	public Optional<Scratch.Scripting> scripting() {
		return Optional.of(new Script());
	}

	/**
	 * Writes a database with the command {@code SCRIPT}.
	 */
	private static final class Script implements Scratch.Scripting {

		@Override
		public boolean isEmpty(Connection connection) throws SQLException {
			return Rows.read(connection, USER_OBJECTS, List.of(), (rows) -> rows.getInt(1)).equals(List.of(0));
		}

		@Override
		public List<String> script(Connection connection) throws SQLException {
			List<String> statements = Rows.read(connection, "SCRIPT", List.of(), (rows) -> rows.getString(1));
			return statements.stream().filter((statement) -> !statement.startsWith("--")).toList();
		}

	}

}
