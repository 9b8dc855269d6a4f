package dev.migrate.command.mode;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The arguments of an application in command mode, divided into those of the command and
 * of Spring.
 *
 * @param command the arguments of the command: its name, options and parameters
 * @param properties the arguments of Spring: options with a dot in their name and a value
 */
public record CommandLineArguments(List<String> command, List<String> properties) {

	private static final String COMMAND_MODE = "migrate";

	static boolean askForCommandMode(String... arguments) {
		return arguments.length > 0 && COMMAND_MODE.equals(arguments[0]);
	}

	/**
	 * Divide arguments.
	 * @param arguments the arguments that follow {@code migrate}
	 * @return the divided arguments
	 */
	public static CommandLineArguments of(List<String> arguments) {
		return arguments.stream()
			.collect(Collectors.teeing(
					Collectors.filtering((argument) -> !isProperty(argument), Collectors.toUnmodifiableList()),
					Collectors.filtering(CommandLineArguments::isProperty, Collectors.toUnmodifiableList()),
					CommandLineArguments::new));
	}

	private static boolean isProperty(String argument) {
		int equals = argument.indexOf('=');
		return argument.startsWith("--") && equals > 0 && argument.lastIndexOf('.', equals) > 0;
	}

}
