package dev.migrate.changelog.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.ChangelogFormat;
import dev.migrate.MigrationFailedException;

/**
 * A directory with a master changelog of somebody's own, and what else belongs beside it.
 */
public final class TemplateDirectory {

	private static final String MASTER = "db.changelog-master.";

	private final Path directory;

	private final List<Path> files;

	private TemplateDirectory(Path directory, List<Path> files) {
		this.directory = directory;
		this.files = files;
	}

	/**
	 * Look into a directory.
	 * @param directory the directory
	 * @return what is in it
	 * @throws MigrationFailedException where it cannot be read
	 */
	public static TemplateDirectory of(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return new TemplateDirectory(directory,
					files.filter(Files::isRegularFile).map(directory::relativize).sorted().toList());
		}
		catch (IOException ex) {
			throw new MigrationFailedException(
					"The template " + directory + " cannot be read: " + ChangelogFiles.reason(ex) + ".", ex);
		}
	}

	/**
	 * Find the master changelog in it.
	 * @param name what the application calls its master
	 * @return the file of that name, or the one that has the name that Spring Boot gives;
	 * empty where there is neither
	 */
	public Optional<String> master(String name) {
		List<String> names = this.files.stream()
			.filter((file) -> file.getNameCount() == 1)
			.map(Path::toString)
			.filter((file) -> file.equals(name) || (file.startsWith(MASTER) && ChangelogFormat.of(file).isPresent()))
			.toList();
		return names.contains(name) ? Optional.of(name) : names.stream().findFirst();
	}

	/**
	 * Return the files in it.
	 * @return their paths from the directory, in alphabetical order
	 */
	public List<Path> files() {
		return this.files;
	}

	/**
	 * Copy a file to where there is none.
	 * @param file its path from the directory
	 * @param target where it goes
	 * @throws MigrationFailedException where it cannot be copied
	 */
	public void copy(Path file, Path target) {
		Path parent = target.toAbsolutePath().getParent();
		if (parent != null) {
			ChangelogFiles.createDirectory(parent);
		}
		try {
			Files.copy(this.directory.resolve(file), target);
		}
		catch (IOException ex) {
			throw new MigrationFailedException("The file " + target + " cannot be written: " + ChangelogFiles.reason(ex)
					+ "; let this user write to its directory.", ex);
		}
	}

}
