package dev.migrate.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import dev.migrate.CannotProceedException;

/**
 * Asks the git repository of the sources. Nothing in it is changed, and nothing is
 * fetched.
 */
public final class Git {

	private Git() {
	}

	/**
	 * Find a commit of a remote branch that has changed a file, as of the last fetch or
	 * push.
	 * @param file the file
	 * @return the short name of the newest such commit; empty if there is none, if the
	 * file is not in a repository, or if git is not installed
	 */
	public static Optional<String> commitOnRemote(Path file) {
		Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
		try {
			String commit = run(directory, "log", "--remotes", "--max-count=1", "--format=%h", "--",
					":(literal)" + file.getFileName());
			return commit.isEmpty() ? Optional.empty() : Optional.of(commit);
		}
		catch (CannotProceedException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Write the files that a directory has at a branch, a tag or a commit.
	 * @param name the name of the branch, the tag or the commit
	 * @param directory the directory in the sources
	 * @param target the directory to write to
	 * @throws CannotProceedException if there is no such name, if it has no such
	 * directory, or if git cannot be run
	 */
	public static void extract(String name, Path directory, Path target) {
		refuseOption(name);
		try {
			Path zip = Files.createTempFile("migrate", ".zip");
			try {
				// In a directory of the sources, the names are relative to it.
				run(directory, "archive", "--format=zip", "--output=" + zip, name);
				unzip(zip, "", target);
			}
			finally {
				Files.delete(zip);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the files that were deleted since the sources and a branch had the same
	 * history.
	 * @param name the name of the branch, the tag or the commit
	 * @param directory the directory in the sources
	 * @return the paths of the files in the repository
	 * @throws CannotProceedException if there is no such name, or if git cannot be run
	 */
	public static List<String> deletedSince(String name, Path directory) {
		refuseOption(name);
		String base = run(directory, "merge-base", name, "HEAD");
		return run(directory, "diff", "--no-renames", "--diff-filter=D", "--name-only", "-z", base, "--", ".").lines()
			.flatMap((line) -> List.of(line.split("\0")).stream())
			.filter((path) -> !path.isEmpty())
			.toList();
	}

	private static void refuseOption(String name) {
		if (name.isBlank() || name.startsWith("-")) {
			throw new CannotProceedException("'" + name + "' is no name of a branch, a tag or a commit.");
		}
	}

	private static String run(Path directory, String... arguments) {
		List<String> command = new ArrayList<>(List.of("git"));
		command.addAll(List.of(arguments));
		try {
			Path errors = Files.createTempFile("migrate", ".txt");
			try {
				Process process = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
					.redirectError(errors.toFile())
					.start();
				process.getOutputStream().close();
				String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
				if (process.waitFor() != 0) {
					String reason = Files.readString(errors).strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
					throw new CannotProceedException("git " + arguments[0] + " failed"
							+ (reason.isEmpty() ? " with exit code " + process.exitValue() : ": " + reason) + ".");
				}
				return printed;
			}
			finally {
				Files.delete(errors);
			}
		}
		catch (IOException ex) {
			throw new CannotProceedException("git cannot be run: " + ex.getMessage() + ".", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CannotProceedException("git was interrupted.", ex);
		}
	}

	/**
	 * Write the files below a directory of an archive, without classes and jars.
	 * @param archive the archive
	 * @param prefix the beginning of the names of the entries, without which they are
	 * written
	 * @param target the directory to write to
	 * @throws IOException if a file cannot be read or written
	 * @throws CannotProceedException if an entry would be outside of the directory
	 */
	public static void unzip(Path archive, String prefix, Path target) throws IOException {
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			Enumeration<? extends ZipEntry> entries = zip.entries();
			while (entries.hasMoreElements()) {
				ZipEntry entry = entries.nextElement();
				String name = entry.getName();
				if (entry.isDirectory() || !name.startsWith(prefix) || name.endsWith(".class")
						|| name.endsWith(".jar")) {
					continue;
				}
				Path file = target.resolve(name.substring(prefix.length())).normalize();
				if (!file.startsWith(target)) {
					throw new CannotProceedException("The file " + archive + " has the entry " + name
							+ ", which is outside of the directory that it is unpacked to.");
				}
				Files.createDirectories(file.getParent());
				Files.copy(zip.getInputStream(entry), file);
			}
		}
	}

}
