package dev.migrate.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Configuration properties of data migrations.
 *
 * @param pause How long to pause after each batch, so that the database serves others.
 */
@ConfigurationProperties("migrate.data-migrations")
record DataMigrationProperties(@DefaultValue("0s") Duration pause) {

	/**
	 * Bind the properties for a bean that is created before configuration properties are.
	 * @param environment the environment
	 * @return the properties
	 */
	static DataMigrationProperties of(Environment environment) {
		return Binder.get(environment).bindOrCreate("migrate.data-migrations", DataMigrationProperties.class);
	}

}
