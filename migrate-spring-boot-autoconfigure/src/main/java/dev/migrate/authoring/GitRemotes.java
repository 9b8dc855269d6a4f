package dev.migrate.authoring;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the git repository of the sources knows about its remote repositories, as of the
 * last fetch or push.
 */
final class GitRemotes {

	private GitRemotes() {
	}

	/**
	 * Find a commit of a remote branch that has changed a file.
	 * @param file the file
	 * @return the short name of the newest such commit; empty if there is none, if the
	 * file is not in a repository, or if git is not installed
	 */
	static Optional<String> commitOf(Path file) {
		Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
		try {
			Process git = new ProcessBuilder("git", "--literal-pathspecs", "log", "--remotes", "--max-count=1",
					"--format=%h", "--", String.valueOf(file.getFileName()))
				.directory(directory.toFile())
				.redirectError(Redirect.DISCARD)
				.start();
			git.getOutputStream().close();
			String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			return (git.waitFor() == 0 && !commit.isEmpty()) ? Optional.of(commit) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

}
