package dev.migrate.changelog;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;

/**
 * Where a changelog is and what it is read with.
 *
 * @param path the master changelog, as {@code spring.liquibase.change-log} names it
 * @param resourceLoader finds its files
 * @param parameters the changelog parameters
 * @param contexts the contexts of the run, separated by commas; {@code null} for all
 * @param labelFilter the label expression of the run; {@code null} for all
 * @param product Liquibase's short name of the database product, where it is known
 * without asking a database
 */
public record ChangelogSource(String path, ResourceLoader resourceLoader, Map<String, String> parameters,
		@Nullable String contexts, @Nullable String labelFilter, @Nullable String product) {

	public ChangelogSource {
		parameters = Map.copyOf(parameters);
	}

	/**
	 * Return a source that has a path and nothing else to say.
	 * @param path the master changelog
	 * @param resourceLoader finds its files
	 * @return the source
	 */
	public static ChangelogSource of(String path, ResourceLoader resourceLoader) {
		return new ChangelogSource(path, resourceLoader, Map.of(), null, null, null);
	}

}
