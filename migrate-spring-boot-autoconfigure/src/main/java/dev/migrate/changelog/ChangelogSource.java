package dev.migrate.changelog;

import java.util.List;
import java.util.Map;

import dev.migrate.changelog.file.VersionLocation;
import dev.migrate.changelog.revision.NewRevision;
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
 * @param product the short name that Liquibase has for the product, where it is known
 * without asking a database
 * @param versionLocations the directories that revisions are in, from the directory of
 * the master changelog
 */
public record ChangelogSource(String path, ResourceLoader resourceLoader, Map<String, String> parameters,
		@Nullable String contexts, @Nullable String labelFilter, @Nullable String product,
		List<String> versionLocations) {

	public ChangelogSource {
		parameters = Map.copyOf(parameters);
		versionLocations = List.copyOf(VersionLocation.normalize(versionLocations));
	}

	/**
	 * Create a source whose revisions are in the one directory that everybody has.
	 * @param path the master changelog
	 * @param resourceLoader finds its files
	 * @param parameters the changelog parameters
	 * @param contexts the contexts of the run; {@code null} for all
	 * @param labelFilter the label expression of the run; {@code null} for all
	 * @param product the short name that Liquibase has for the product, where it is known
	 */
	public ChangelogSource(String path, ResourceLoader resourceLoader, Map<String, String> parameters,
			@Nullable String contexts, @Nullable String labelFilter, @Nullable String product) {
		this(path, resourceLoader, parameters, contexts, labelFilter, product, List.of());
	}

	/**
	 * Return whether a path is that of a revision in one of the version locations.
	 * @param path the path, as Liquibase records it
	 * @return {@code true} if the file is a revision, whether it exists or not
	 */
	public boolean isRevision(String path) {
		String absolute = "/" + path;
		String directory = absolute.substring(0, absolute.lastIndexOf('/') + 1);
		return NewRevision.prefixOf(path).isPresent()
				&& this.versionLocations.stream().anyMatch((location) -> directory.endsWith("/" + location + "/"));
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
