package dev.migrate.changelog.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.revision.Revision;

import org.springframework.util.StringUtils;

/**
 * A directory of revisions.
 *
 * @param name its path, relative to the master changelog
 * @param directory the directory on disk, which need not exist
 * @param logicalDirectory the directory that Liquibase records for its files
 */
public record VersionLocation(String name, Path directory, String logicalDirectory) {

	/**
	 * The name of the default location.
	 */
	public static final String DEFAULT = "versions";

	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]+(?:/[\\p{L}\\p{N}_.-]+)*");

	private static final Pattern REVISION = Pattern.compile("\\d{14}_.*");

	static List<VersionLocation> of(List<String> names, Path master, String logicalDirectory) {
		List<VersionLocation> locations = new ArrayList<>();
		for (String name : normalize(names)) {
			if (!NAME.matcher(name).matches() || List.of(name.split("/")).stream().anyMatch(VersionLocation::isDots)) {
				throw new CannotProceedException(ErrorCode.SETTING_INVALID,
						"migrate.version-locations has '" + name
								+ "': a location is a directory below that of the master changelog, for example "
								+ DEFAULT + ".");
			}
			for (VersionLocation other : locations) {
				if (contains(other.name(), name) || contains(name, other.name())) {
					throw new CannotProceedException(ErrorCode.SETTING_INVALID,
							"migrate.version-locations has " + other.name() + " and " + name
									+ ": Liquibase would run what is in both twice; neither may contain the other.");
				}
			}
			locations.add(new VersionLocation(name, master.resolveSibling(name), logicalDirectory + name + "/"));
		}
		return locations;
	}

	/**
	 * Normalize the names of locations.
	 * @param names the configured names
	 * @return the names without trailing slashes; the default if there are none
	 */
	public static List<String> normalize(List<String> names) {
		List<String> normalized = names.stream()
			.map((name) -> name.strip().replace('\\', '/').replaceAll("^\\./+|/+$", ""))
			.toList();
		return normalized.isEmpty() ? List.of(DEFAULT) : normalized;
	}

	/**
	 * Return the path that Liquibase records for a revision, independent of the working
	 * directory.
	 * @param fileName the revision's file name
	 * @return the path from the root of the class path; for a file elsewhere from the
	 * directory of its changelog
	 */
	public String logicalPath(String fileName) {
		return this.logicalDirectory + fileName;
	}

	/**
	 * Return the names of the existing revision files.
	 * @return the names, in the order in which the files run
	 * @throws MigrationFailedException if the directory cannot be read
	 */
	public List<String> fileNames() {
		if (!Files.isDirectory(this.directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> REVISION.matcher(name).matches() && ChangelogFormat.of(name).isPresent())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The directory " + this.directory + " cannot be read: " + ChangelogFiles.reason(ex) + ".", ex);
		}
	}

	/**
	 * Return whether a revision is in this location.
	 * @param revision the revision
	 * @return {@code true} if its file is in the directory
	 */
	public boolean has(Revision revision) {
		String path = "/" + revision.path();
		return path.substring(0, path.lastIndexOf('/') + 1).endsWith("/" + this.logicalDirectory)
				|| (NewRevision.prefixOf(path).isPresent()
						&& Files.exists(this.directory.resolve(path.substring(path.lastIndexOf('/') + 1))));
	}

	/**
	 * Return whether this location is in a directory.
	 * @param included the directory, as a changelog includes it
	 * @return {@code true} if it is this location or contains it
	 */
	public boolean isWithin(String included) {
		return ChangelogFiles.onClassPath(included)
			.map((path) -> this.logicalDirectory.startsWith(StringUtils.cleanPath(path.replaceAll("/+$", "") + "/")))
			.or(() -> ChangelogFiles.onDisk(included)
				.map((path) -> this.directory.toAbsolutePath()
					.normalize()
					.startsWith(path.toAbsolutePath().normalize())))
			.orElse(false);
	}

	/**
	 * Write a revision.
	 * @param fileName its file name
	 * @param text its text
	 * @return the file
	 * @throws MigrationFailedException if the file exists already or cannot be written
	 */
	public Path write(String fileName, String text) {
		Path file = this.directory.resolve(fileName);
		if (Files.exists(file)) {
			throw new MigrationFailedException(ErrorCode.FILE_EXISTS,
					"The file " + file + " exists already and is not overwritten.", null);
		}
		ChangelogFiles.createDirectory(this.directory);
		ChangelogFiles.save(file, text);
		return file;
	}

	private static boolean isDots(String part) {
		return part.matches("\\.+");
	}

	private static boolean contains(String other, String name) {
		return (name + "/").startsWith(other + "/");
	}

}
