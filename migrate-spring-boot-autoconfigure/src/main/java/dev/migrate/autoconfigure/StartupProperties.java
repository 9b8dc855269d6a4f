package dev.migrate.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Configuration properties of what happens to the databases on startup.
 *
 * @param onStartup What to do on startup where Spring Boot would run Liquibase. Commands
 * do not depend on it.
 * @param waitTimeout How long to wait on startup for another process to migrate each
 * database.
 */
@ConfigurationProperties("migrate")
record StartupProperties(@DefaultValue("upgrade") OnStartup onStartup, @DefaultValue("5m") Duration waitTimeout) {

	/**
	 * Bind the properties for a bean that is created before configuration properties are.
	 * @param environment the environment
	 * @return the properties
	 */
	static StartupProperties of(Environment environment) {
		return Binder.get(environment).bindOrCreate("migrate", StartupProperties.class);
	}

	/**
	 * What to do on startup.
	 */
	enum OnStartup {

		/**
		 * Apply what is pending.
		 */
		UPGRADE,

		/**
		 * Refuse to start if something is pending, or if the entities differ from the
		 * database.
		 */
		CHECK,

		/**
		 * Wait until another process has applied what is pending.
		 */
		WAIT,

		/**
		 * Nothing.
		 */
		NONE

	}

}
