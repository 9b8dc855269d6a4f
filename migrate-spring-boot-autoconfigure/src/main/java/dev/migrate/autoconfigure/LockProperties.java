package dev.migrate.autoconfigure;

import java.time.Duration;

import javax.sql.DataSource;

import dev.migrate.run.lock.LockSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Configuration properties of the lock that lets one process at a time migrate a
 * database.
 *
 * @param session Whether a session of the database holds the lock, so that it ends with
 * the process. Otherwise, and on products without such locks, only the lock table does.
 * @param timeout How long to wait for the lock. What Liquibase is configured with by
 * default: five minutes.
 */
@ConfigurationProperties("migrate.lock")
record LockProperties(@DefaultValue("true") boolean session, @Nullable Duration timeout) {

	/**
	 * Bind the properties for a bean that is created before configuration properties are.
	 * @param environment the environment
	 * @return the properties
	 */
	static LockProperties of(Environment environment) {
		return Binder.get(environment).bindOrCreate("migrate.lock", LockProperties.class);
	}

	/**
	 * Return how the lock of a database is taken.
	 * @param dataSource the data source of its migrations
	 * @return the settings
	 */
	LockSettings settings(DataSource dataSource) {
		return new LockSettings(this.session, this.timeout, new LockConnections(dataSource));
	}

}
