package dev.migrate.authoring;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A program that runs after the file of a revision is written.
 *
 * @param name the name of the hook
 * @param command the program and its arguments, in which {@code {file}} stands for the
 * file
 * @param directory the directory to run in; {@code null} for the working directory
 */
public record Hook(String name, List<String> command, @Nullable String directory) {

	/**
	 * The placeholder of the file.
	 */
	public static final String FILE = "{file}";

	public Hook {
		command = List.copyOf(command);
	}

}
