package dev.migrate.demo;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests for the commands of the packaged shop that change a database, on PostgreSQL. What
 * the others do does not depend on the product.
 */
@Tag("long")
class EveryCommandOnPostgresqlIT extends ShopCommands {

	// In the class of EveryCommandIT, JUnit would run it after that and not beside it.
	@Test
	void onPostgresql() throws Exception {
		try (PostgresDatabases databases = PostgresDatabases.start()) {
			this.url = databases.create();
			Map<String, String> credentials = databases.credentials();
			commandsThatChangeTheDatabase(credentials.getOrDefault("SPRING_DATASOURCE_USERNAME", ""),
					credentials.getOrDefault("SPRING_DATASOURCE_PASSWORD", ""));
		}
	}

}
