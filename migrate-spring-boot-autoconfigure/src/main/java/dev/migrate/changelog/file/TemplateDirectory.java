package dev.migrate.changelog.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;

/**
 * A directory with a custom master changelog and further files.
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
	 * Read a directory.
	 * @param directory the directory
	 * @return its content
	 * @throws MigrationFailedException if it cannot be read
	 */
	public static TemplateDirectory of(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return new TemplateDirectory(directory,
					files.filter(Files::isRegularFile).map(directory::relativize).sorted().toList());
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The template " + directory + " cannot be read: " + ChangelogFiles.reason(ex) + ".", ex);
		}
	}

	/**
	 * Find the master changelog of this directory.
	 * @param name the name of the application's master
	 * @return the file of that name, or of Spring Boot's default name; empty if there is
	 * neither
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
	 * Return the files of this directory.
	 * @return their relative paths, in alphabetical order
	 */
	public List<Path> files() {
		return this.files;
	}

	/**
	 * Copy a file, without replacing an existing one.
	 * @param file its relative path
	 * @param target the file to create
	 * @throws MigrationFailedException if it cannot be copied
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
			throw new MigrationFailedException(ErrorCode.FILE_UNWRITABLE, "The file " + target + " cannot be written: "
					+ ChangelogFiles.reason(ex) + "; check the permissions of its directory.", ex);
		}
	}

}
