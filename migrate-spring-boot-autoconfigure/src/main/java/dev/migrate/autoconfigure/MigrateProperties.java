package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.changelog.ChangelogFormat;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * What can be configured besides {@code spring.liquibase.*}, which keeps its meaning.
 *
 * @param resourcesDirectory Directory, seen from the working directory, below which new
 * files of a change log on the class path are written. A change log with a file: URL is
 * written where the URL says.
 * @param author Author of generated changesets. The user of the machine by default.
 * @param format Format of new changelog files.
 * @param generate What comparisons look at.
 * @param scratch Where the changelog is replayed to see what it builds.
 */
@ConfigurationProperties("migrate")
record MigrateProperties(@DefaultValue("src/main/resources") String resourcesDirectory, @Nullable String author,
		@DefaultValue("yaml") ChangelogFormat format, @DefaultValue Generate generate, @DefaultValue Scratch scratch) {

	String authorOrUser() {
		if (StringUtils.hasText(this.author)) {
			return this.author;
		}
		String user = System.getProperty("user.name");
		return StringUtils.hasText(user) ? user : "migrate";
	}

	/**
	 * What comparisons look at.
	 *
	 * @param include Patterns of the names of what is compared, for example "shop.*" or
	 * "sequence order_*". Everything by default.
	 * @param exclude Patterns of the names of what is neither compared nor reported, for
	 * example "audit_*" or "product.legacy_*".
	 */
	record Generate(@DefaultValue List<String> include, @DefaultValue List<String> exclude) {

	}

	/**
	 * Where the changelog is replayed to see what it builds.
	 *
	 * @param enabled Whether check replays the changelog.
	 * @param url JDBC URL of an empty database that is used for nothing else. By default,
	 * one in memory where the product can do so, else one that is made on the server of
	 * the application's own.
	 * @param username User of that database. The one of the migrations by default.
	 * @param password Password of that user.
	 */
	record Scratch(@DefaultValue("true") boolean enabled, @Nullable String url, @Nullable String username,
			@Nullable String password) {

		@Override
		public String toString() {
			// A password is nobody's business.
			return "Scratch[enabled=" + this.enabled + "]";
		}

	}

}
