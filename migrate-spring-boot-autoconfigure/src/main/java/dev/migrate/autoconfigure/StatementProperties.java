package dev.migrate.autoconfigure;

import java.time.Duration;

import dev.migrate.run.StatementSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Configuration properties of how long the statements of migrations wait for the locks of
 * other sessions.
 *
 * @param lockTimeout How long a statement waits at most that other sessions have to wait
 * for, before it is given up and tried again later. With 0 it waits as long as the
 * database lets it, and is not tried again.
 * @param definitionLockTimeout How long a statement waits at most that lets other
 * sessions read and change the table meanwhile, such as CREATE INDEX CONCURRENTLY.
 * @param retryTimeout How long a statement is tried again.
 */
@ConfigurationProperties("migrate.statements")
record StatementProperties(@DefaultValue("1s") Duration lockTimeout,
		@DefaultValue("30m") Duration definitionLockTimeout, @DefaultValue("5m") Duration retryTimeout) {

	/**
	 * Bind the properties for a bean that is created before configuration properties are.
	 * @param environment the environment
	 * @return the properties
	 */
	static StatementProperties of(Environment environment) {
		return Binder.get(environment).bindOrCreate("migrate.statements", StatementProperties.class);
	}

	/**
	 * Return how long statements wait.
	 * @return the settings
	 */
	StatementSettings settings() {
		return new StatementSettings(this.lockTimeout, this.definitionLockTimeout, this.retryTimeout);
	}

}
