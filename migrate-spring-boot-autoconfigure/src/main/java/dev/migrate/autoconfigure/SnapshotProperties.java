package dev.migrate.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Configuration properties of the snapshots that runs leave.
 *
 * @param enabled Whether a run that applies revisions leaves a snapshot of the tables, so
 * that the next one recognizes what was changed by hand.
 */
@ConfigurationProperties("migrate.snapshots")
record SnapshotProperties(@DefaultValue("true") boolean enabled) {

	/**
	 * Bind the properties for a bean that is created before configuration properties are.
	 * @param environment the environment
	 * @return the properties
	 */
	static SnapshotProperties of(Environment environment) {
		return Binder.get(environment).bindOrCreate("migrate.snapshots", SnapshotProperties.class);
	}

}
