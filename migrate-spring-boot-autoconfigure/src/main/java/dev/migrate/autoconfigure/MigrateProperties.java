package dev.migrate.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.authoring.Hook;
import dev.migrate.authoring.RevisionSettings;
import dev.migrate.changelog.file.FileNames;
import dev.migrate.changelog.file.SourceResources;
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
 * @param generate Objects to compare.
 * @param versionLocations Directories that revisions are in, seen from the directory of
 * the change log, in the order in which the change log includes them.
 * @param fileTemplate What follows the timestamp in the name of a new revision's file.
 * Tokens are {rev}, {slug}, {epoch}, {year}, {month}, {day}, {hour}, {minute} and
 * {second}.
 * @param slugLength Most letters that a message has in the name of a file.
 * @param timeZone Time zone of the times that commands show, that of the process by
 * default, and of the tokens of the file template, UTC by default. The timestamp that the
 * name begins with is always UTC.
 * @param hooks Programs that commands run after they have written a revision.
 */
@ConfigurationProperties("migrate")
record MigrateProperties(@DefaultValue(MigrateProperties.RESOURCES) String resourcesDirectory, @Nullable String author,
		@DefaultValue("yaml") ChangelogFormat format, @DefaultValue Generate generate,
		@DefaultValue("versions") List<String> versionLocations, @DefaultValue("{slug}") String fileTemplate,
		@DefaultValue("40") int slugLength, @Nullable String timeZone, @DefaultValue List<HookProperties> hooks) {

	static final String RESOURCES = "src/main/resources";

	/**
	 * Return whether commands find the sources of an application in the directory of
	 * resources. If it is configured they do.
	 * @param application the main class of the application; {@code null} if it is unknown
	 * @return {@code false} in the directory of another application
	 */
	boolean hasSourcesOf(@Nullable Class<?> application) {
		return !this.resourcesDirectory.equals(RESOURCES) || SourceResources.areOf(resources(), application);
	}

	/**
	 * Return the directory of resources.
	 * @return the path
	 * @throws CannotProceedException if there can be no such path
	 */
	Path resources() {
		try {
			return Path.of(this.resourcesDirectory);
		}
		catch (InvalidPathException ex) {
			throw new CannotProceedException(ErrorCode.SETTING_INVALID,
					"migrate.resources-directory is no path: " + ex.getReason() + ".", ex);
		}
	}

	RevisionSettings revisions() {
		return new RevisionSettings(
				new FileNames(this.fileTemplate, this.slugLength,
						StringUtils.hasText(this.timeZone) ? this.timeZone : "UTC"),
				this.hooks.stream().map(HookProperties::hook).toList());
	}

	String authorOrUser() {
		if (StringUtils.hasText(this.author)) {
			return this.author;
		}
		String user = System.getProperty("user.name");
		return StringUtils.hasText(user) ? user : "migrate";
	}

	/**
	 * Objects to compare.
	 *
	 * @param include Patterns of the names of what is compared, for example "shop.*" or
	 * "sequence order_*". Everything by default.
	 * @param exclude Patterns of the names of what is neither compared nor reported, for
	 * example "audit_*" or "product.legacy_*".
	 */
	record Generate(@DefaultValue List<String> include, @DefaultValue List<String> exclude) {

	}

	/**
	 * A program that commands run after they have written a revision.
	 *
	 * @param name Name of the hook.
	 * @param command The program and its arguments, one an entry. {file} stands for the
	 * file. No shell is involved.
	 * @param directory Directory that it runs in. The working directory by default.
	 */
	record HookProperties(@DefaultValue("") String name, @DefaultValue List<String> command,
			@Nullable String directory) {

		Hook hook() {
			return new Hook(this.name, this.command, StringUtils.hasText(this.directory) ? this.directory : null);
		}

	}

}
