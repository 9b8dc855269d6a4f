package dev.migrate.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.authoring.Git;

import org.springframework.util.FileSystemUtils;

/**
 * Another release of the application, from which its changelog is read. The changelog has
 * to be at the same place in its class path.
 */
public final class Release {

	private static final List<String> ROOTS = List.of("BOOT-INF/classes/", "WEB-INF/classes/", "");

	private final Archive archive;

	private Release(Archive archive) {
		this.archive = archive;
	}

	/**
	 * Return the release that is in a jar or a war.
	 * @param file the file, as Spring Boot has packaged it, or a plain jar
	 * @return the release
	 */
	public static Release jar(Path file) {
		return new Release((directory) -> {
			if (!Files.isRegularFile(file)) {
				throw new CannotProceedException(ErrorCode.FILE_UNREADABLE,
						"There is no file " + file + " with another release.");
			}
			Git.unzip(file, root(file), directory);
		});
	}

	/**
	 * Return the release that is a tag, a branch or a commit of the git repository that
	 * the tests run in.
	 * @param name the name of the tag, the branch or the commit
	 * @return the release, with the files in {@code src/main/resources} below the working
	 * directory
	 */
	public static Release git(String name) {
		return git(name, "src/main/resources");
	}

	/**
	 * Return the release that is a tag, a branch or a commit of the git repository that
	 * the tests run in.
	 * @param name the name of the tag, the branch or the commit
	 * @param resources the directory of the resources, from the working directory on
	 * @return the release
	 */
	public static Release git(String name, String resources) {
		return new Release((directory) -> Git.extract(name, Path.of(resources), directory));
	}

	private static String root(Path file) throws IOException {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			return ROOTS.stream()
				.filter((candidate) -> zip.stream().anyMatch((entry) -> entry.getName().startsWith(candidate)))
				.findFirst()
				.orElse("");
		}
	}

	/**
	 * Unpack the files of the release.
	 * @return the files, which the caller closes
	 */
	Changelog unpack() {
		try {
			Path directory = Files.createTempDirectory("migrate-release");
			try {
				this.archive.unpack(directory);
				return new Changelog(directory, new URLClassLoader(new URL[] { directory.toUri().toURL() }, null));
			}
			catch (IOException | RuntimeException ex) {
				FileSystemUtils.deleteRecursively(directory);
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new CannotProceedException(ErrorCode.FILE_UNREADABLE,
					"The release cannot be read: " + ex.getMessage() + ".", ex);
		}
	}

	/**
	 * Unpacks a release.
	 */
	private interface Archive {

		void unpack(Path directory) throws IOException;

	}

	/**
	 * The unpacked files of a release.
	 *
	 * @param directory the directory
	 * @param classLoader the loader of the files
	 */
	record Changelog(Path directory, URLClassLoader classLoader) implements AutoCloseable {

		@Override
		public void close() {
			try {
				this.classLoader.close();
				FileSystemUtils.deleteRecursively(this.directory);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
