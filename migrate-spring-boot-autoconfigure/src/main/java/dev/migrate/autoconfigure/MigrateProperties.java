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
 */
@ConfigurationProperties("migrate")
record MigrateProperties(@DefaultValue("src/main/resources") String resourcesDirectory, @Nullable String author,
		@DefaultValue("yaml") ChangelogFormat format, @DefaultValue Generate generate) {

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

}
