package dev.migrate.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import dev.migrate.CannotProceedException;

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
				throw new CannotProceedException("There is no file " + file + " with another release.");
			}
			unzip(file, ROOTS, directory);
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
		if (name.isBlank() || name.startsWith("-")) {
			throw new CannotProceedException("'" + name + "' is no name of a tag, a branch or a commit.");
		}
		return new Release((directory) -> {
			Path zip = Files.createTempFile("migrate-release", ".zip");
			try {
				Path root = Path.of(git(Path.of(""), "rev-parse", "--show-toplevel")).toRealPath();
				String below = root.relativize(Path.of(resources).toAbsolutePath().normalize())
					.toString()
					.replace('\\', '/');
				git(root, "archive", "--format=zip", "--output=" + zip, name, "--", below);
				unzip(zip, List.of(below + "/"), directory);
			}
			finally {
				Files.delete(zip);
			}
		});
	}

	private static String git(Path directory, String... arguments) {
		List<String> command = new ArrayList<>(List.of("git"));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
				.redirectErrorStream(true)
				.start();
			process.getOutputStream().close();
			String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			if (process.waitFor() != 0) {
				throw new CannotProceedException("git cannot read the release: " + printed);
			}
			return printed;
		}
		catch (IOException ex) {
			throw new CannotProceedException("git cannot be run to read the release: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CannotProceedException("git was interrupted while it read the release.", ex);
		}
	}

	// The classes are not needed to read a changelog.
	private static void unzip(Path file, List<String> roots, Path directory) throws IOException {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			String root = roots.stream()
				.filter((candidate) -> zip.stream().anyMatch((entry) -> entry.getName().startsWith(candidate)))
				.findFirst()
				.orElseThrow(() -> new CannotProceedException("The release has no " + roots.get(0) + "."));
			Enumeration<? extends ZipEntry> entries = zip.entries();
			while (entries.hasMoreElements()) {
				ZipEntry entry = entries.nextElement();
				String name = entry.getName();
				if (entry.isDirectory() || !name.startsWith(root) || name.endsWith(".class") || name.endsWith(".jar")) {
					continue;
				}
				Path target = directory.resolve(name.substring(root.length())).normalize();
				if (!target.startsWith(directory)) {
					throw new CannotProceedException("The file " + file + " has the entry " + name
							+ ", which is outside of the directory that it is unpacked to.");
				}
				Files.createDirectories(target.getParent());
				Files.copy(zip.getInputStream(entry), target, StandardCopyOption.REPLACE_EXISTING);
			}
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
			throw new CannotProceedException("The release cannot be read: " + ex.getMessage() + ".", ex);
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
