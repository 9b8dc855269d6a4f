package dev.migrate.authoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.changelog.revision.NewRevision;

/**
 * Asks the git repository of the sources. Nothing in it is changed, and nothing is
 * fetched.
 */
public final class Git {

	private Git() {
	}

	/**
	 * Find a commit of a remote branch that has changed the file of a revision, as of the
	 * last fetch or push. The file may have been renamed, as long as its name begins with
	 * the same digits.
	 * @param file the file
	 * @return the short name of the newest such commit; empty if there is none, if the
	 * file is not in a repository, or if git is not installed
	 * @throws CannotProceedException if git cannot tell
	 */
	public static Optional<String> commitOnRemote(Path file) {
		Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
		String name = String.valueOf(file.getFileName());
		String names = NewRevision.prefixOf(name).map((prefix) -> ":(glob)" + prefix + "*").orElse(":(literal)" + name);
		try {
			Answer answer = ask(directory, "log", "--remotes", "--max-count=1", "--format=%h", "--", names);
			if (answer.errors().contains("not a git repository")) {
				return Optional.empty();
			}
			String commit = answer.orElseThrow();
			return commit.isEmpty() ? Optional.empty() : Optional.of(commit);
		}
		catch (IOException ex) {
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
				ask(directory, "archive", "--format=zip", "--output=" + zip, name).orElseThrow();
				unzip(zip, "", target);
			}
			finally {
				Files.delete(zip);
			}
		}
		catch (IOException ex) {
			throw new CannotProceedException(ErrorCode.GIT_FAILED, "git cannot be run: " + ex.getMessage() + ".", ex);
		}
	}

	/**
	 * Return what has changed in a directory since it and a branch had the same history,
	 * committed or not.
	 * @param name the name of the branch, the tag or the commit
	 * @param directory the directory in the sources
	 * @return the changes
	 * @throws CannotProceedException if there is no such name, if the histories have
	 * nothing in common, or if git cannot be run
	 */
	public static Changed changedSince(String name, Path directory) {
		refuseOption(name);
		try {
			Answer base = ask(directory, "merge-base", name, "HEAD");
			if (base.exitCode() == 1) {
				throw new CannotProceedException(ErrorCode.GIT_HISTORY_MISSING, "The history that this branch and "
						+ name
						+ " have in common is not there. Fetch more of it, for example with git fetch --unshallow.");
			}
			String[] diff = { "diff", "--relative", "--no-renames", "--name-only", "-z", base.orElseThrow(), "--",
					"." };
			List<String> changed = names(ask(directory, diff).orElseThrow());
			List<String> untracked = names(
					ask(directory, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").orElseThrow());
			List<String> present = new ArrayList<>(untracked);
			List<String> deleted = new ArrayList<>();
			changed.forEach((path) -> (Files.exists(directory.resolve(path)) ? present : deleted).add(path));
			return new Changed(present, deleted);
		}
		catch (IOException ex) {
			throw new CannotProceedException(ErrorCode.GIT_FAILED, "git cannot be run: " + ex.getMessage() + ".", ex);
		}
	}

	private static List<String> names(String answer) {
		return Stream.of(answer.split("\0")).filter((name) -> !name.isEmpty()).toList();
	}

	private static void refuseOption(String name) {
		if (name.isBlank() || name.startsWith("-")) {
			throw new CannotProceedException(ErrorCode.GIT_REFERENCE_UNKNOWN,
					"'" + name + "' is no name of a branch, a tag or a commit.");
		}
	}

	private static Answer ask(Path directory, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("git"));
		command.addAll(List.of(arguments));
		Path errors = Files.createTempFile("migrate", ".txt");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile())
				.redirectError(errors.toFile());
			// In a hook of git, these name another directory.
			builder.environment()
				.keySet()
				.removeAll(Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"));
			builder.environment().put("LC_ALL", "C");
			Process process = builder.start();
			process.getOutputStream().close();
			String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			int exitCode = process.waitFor();
			return new Answer(arguments[0], exitCode, printed,
					Files.readString(errors).strip().replaceAll("\\s+", " ").replaceAll("\\.$", ""));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CannotProceedException(ErrorCode.GIT_FAILED, "git was interrupted.", ex);
		}
		finally {
			Files.delete(errors);
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
					throw new CannotProceedException(ErrorCode.FILE_UNREADABLE, "The file " + archive
							+ " has the entry " + name + ", which is outside of the directory that it is unpacked to.");
				}
				Files.createDirectories(file.getParent());
				Files.copy(zip.getInputStream(entry), file);
			}
		}
	}

	/**
	 * The files that have changed.
	 *
	 * @param present the files that are there, from the directory on
	 * @param deleted the files that are no longer there, from the directory on
	 */
	public record Changed(List<String> present, List<String> deleted) {

		public Changed {
			present = List.copyOf(present);
			deleted = List.copyOf(deleted);
		}

	}

	/**
	 * What a command of git has printed.
	 *
	 * @param command the command
	 * @param exitCode its exit code
	 * @param output what it printed on standard output
	 * @param errors what it printed on standard error, on one line
	 */
	private record Answer(String command, int exitCode, String output, String errors) {

		String orElseThrow() {
			if (this.exitCode != 0) {
				throw new CannotProceedException(ErrorCode.GIT_FAILED, "git " + this.command + " failed"
						+ (this.errors.isEmpty() ? " with exit code " + this.exitCode : ": " + this.errors) + ".");
			}
			return this.output;
		}

	}

}
