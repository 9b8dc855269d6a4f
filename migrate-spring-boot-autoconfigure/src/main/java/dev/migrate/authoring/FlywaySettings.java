package dev.migrate.authoring;

import java.util.List;

/**
 * The Flyway settings of an application.
 *
 * @param table the name of the history table
 * @param locations the locations of the migrations
 */
public record FlywaySettings(String table, List<String> locations) {

	/**
	 * The defaults of Flyway.
	 */
	public static final FlywaySettings DEFAULT = new FlywaySettings("flyway_schema_history",
			List.of("classpath:db/migration"));

	public FlywaySettings {
		locations = List.copyOf(locations);
	}

}
