package dev.migrate.authoring;

import java.util.List;

/**
 * What an application says of Flyway, which may have migrated its database before.
 *
 * @param table the table in which Flyway writes down what it has done
 * @param locations where its migrations are
 */
public record FlywaySettings(String table, List<String> locations) {

	/**
	 * What Flyway takes where nobody says anything.
	 */
	public static final FlywaySettings DEFAULT = new FlywaySettings("flyway_schema_history",
			List.of("classpath:db/migration"));

	public FlywaySettings {
		locations = List.copyOf(locations);
	}

}
