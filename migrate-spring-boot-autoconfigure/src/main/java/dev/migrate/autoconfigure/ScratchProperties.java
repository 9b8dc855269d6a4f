package dev.migrate.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a changelog is replayed to see what it builds.
 *
 * @param enabled Whether check replays the change log.
 * @param url JDBC URL of an empty database that is used for nothing else. By default, one
 * in memory where the product can do so, else one that is made on the server of the
 * application's own.
 * @param username User of that database. The one of the migrations by default.
 * @param password Password of that user.
 */
@ConfigurationProperties("migrate.scratch")
record ScratchProperties(@DefaultValue("true") boolean enabled, @Nullable String url, @Nullable String username,
		@Nullable String password) {

	@Override
	public String toString() {
		// The password is omitted.
		return "ScratchProperties[enabled=" + this.enabled + "]";
	}

}
