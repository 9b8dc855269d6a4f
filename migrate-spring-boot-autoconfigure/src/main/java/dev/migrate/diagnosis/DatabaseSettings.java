package dev.migrate.diagnosis;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The properties of one database of an application, which are below
 * {@code migrate.databases} or are those of Spring Boot itself.
 */
final class DatabaseSettings {

	private static final String DATABASES = "migrate.databases";

	private static final String LIQUIBASE = "spring.liquibase";

	private final ApplicationFacts application;

	private final String prefix;

	DatabaseSettings(ApplicationFacts application, String database) {
		this.application = application;
		String configured = DATABASES + "." + database;
		this.prefix = application.settingsBelow(DATABASES)
			.stream()
			.anyMatch((setting) -> uniform(setting.name()).startsWith(uniform(configured) + ".")) ? configured
					: LIQUIBASE;
	}

	/**
	 * Return the full name of a property.
	 * @param property the name below that of the database, for example {@code url}
	 * @return the name
	 */
	String name(String property) {
		return this.prefix + "." + property;
	}

	Optional<Setting> find(String property) {
		String name = name(property);
		// The name of a database may have letters that a canonical name lacks.
		return this.prefix.equals(LIQUIBASE) ? this.application.setting(name)
				: this.application.settingsBelow(DATABASES)
					.stream()
					.filter((setting) -> uniform(setting.name()).equals(uniform(name)))
					.findFirst();
	}

	@Nullable Location location(String property) {
		return find(property).map(Setting::location).orElse(null);
	}

	/**
	 * Return where the URL is set that migrations use.
	 * @return the location; {@code null} if that is no file
	 */
	@Nullable Location url() {
		return Stream
			.concat(find("url").stream(), this.prefix.equals(LIQUIBASE)
					? this.application.setting("spring.datasource.url").stream() : Stream.empty())
			.findFirst()
			.map(Setting::location)
			.orElse(null);
	}

	/**
	 * Return a name without what Spring Boot's relaxed binding ignores.
	 * @param name the name
	 * @return the name in lower case, without dashes and underscores
	 */
	static String uniform(String name) {
		return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

}
