package dev.migrate.command.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import org.apache.commons.text.StringTokenizer;
import org.apache.commons.text.matcher.StringMatcherFactory;

import org.springframework.util.StringUtils;

/**
 * The editor of the user.
 *
 * @param variable the environment variable that names it
 * @param words the program and its options
 */
public record Editor(String variable, List<String> words) {

	/**
	 * Find the editor of the user.
	 * @param environment the environment
	 * @return the editor
	 * @throws CannotProceedException if the environment names none
	 */
	public static Editor of(Map<String, String> environment) {
		return Stream.of("VISUAL", "EDITOR")
			.filter((variable) -> StringUtils.hasText(environment.get(variable)))
			.findFirst()
			.map((variable) -> new Editor(variable, words(environment.getOrDefault(variable, ""))))
			.orElseThrow(() -> new CannotProceedException(ErrorCode.EDITOR_FAILED,
					"There is no editor: set the environment variable VISUAL or EDITOR, for example to vi."));
	}

	/**
	 * Open a file and wait until the editor is closed.
	 * @param file the file
	 */
	public void open(Path file) {
		List<String> command = new ArrayList<>(this.words);
		command.add(file.toString());
		try {
			int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
			if (exitCode != 0) {
				throw new MigrationFailedException(ErrorCode.EDITOR_FAILED,
						"The editor " + this.words.get(0) + " ended with exit code " + exitCode + " on " + file + ".",
						null);
			}
		}
		catch (IOException ex) {
			throw new CannotProceedException(ErrorCode.EDITOR_FAILED, "The editor " + this.words.get(0)
					+ " cannot be started: correct the environment variable " + this.variable + ".", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MigrationFailedException(ErrorCode.EDITOR_FAILED, "The wait for the editor was interrupted.", ex);
		}
	}

	// No shell: a file's name is never more than a name
	private static List<String> words(String text) {
		StringMatcherFactory matchers = StringMatcherFactory.INSTANCE;
		return new StringTokenizer(text, matchers.splitMatcher(), matchers.quoteMatcher()).getTokenList();
	}

}
