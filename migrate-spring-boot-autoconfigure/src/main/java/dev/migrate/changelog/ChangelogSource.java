package dev.migrate.changelog;

import java.util.List;
import java.util.Map;

import dev.migrate.changelog.file.VersionLocation;
import dev.migrate.changelog.revision.NewRevision;
import liquibase.Liquibase;
import liquibase.integration.spring.Customizer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;

/**
 * The location of a changelog and the settings to read it with.
 *
 * @param path the master changelog, as in {@code spring.liquibase.change-log}
 * @param resourceLoader the loader of its files
 * @param parameters the changelog parameters
 * @param contexts the contexts of the run, separated by commas; {@code null} for all
 * @param labelFilter the label expression of the run; {@code null} for all
 * @param product the short name in Liquibase of the product; {@code null} if it is
 * unknown
 * @param versionLocations the directories of revisions, relative to the master changelog
 * @param customizer the customizer of each Liquibase object, which may set parameters;
 * {@code null} for none
 */
public record ChangelogSource(String path, ResourceLoader resourceLoader, Map<String, String> parameters,
		@Nullable String contexts, @Nullable String labelFilter, @Nullable String product,
		List<String> versionLocations, @Nullable Customizer<Liquibase> customizer) {

	public ChangelogSource {
		parameters = Map.copyOf(parameters);
		versionLocations = List.copyOf(VersionLocation.normalize(versionLocations));
	}

	/**
	 * Create a source with the default directory of revisions.
	 * @param path the master changelog
	 * @param resourceLoader the loader of its files
	 * @param parameters the changelog parameters
	 * @param contexts the contexts of the run; {@code null} for all
	 * @param labelFilter the label expression of the run; {@code null} for all
	 * @param product the short name in Liquibase of the product; {@code null} if it is
	 * unknown
	 */
	public ChangelogSource(String path, ResourceLoader resourceLoader, Map<String, String> parameters,
			@Nullable String contexts, @Nullable String labelFilter, @Nullable String product) {
		this(path, resourceLoader, parameters, contexts, labelFilter, product, List.of(), null);
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
	 * Return a source with defaults for all settings.
	 * @param path the master changelog
	 * @param resourceLoader the loader of its files
	 * @return the source
	 */
	public static ChangelogSource of(String path, ResourceLoader resourceLoader) {
		return new ChangelogSource(path, resourceLoader, Map.of(), null, null, null);
	}

}
