package dev.migrate.command.mode;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arguments of an application that was started for a command, told apart by whom they
 * are for.
 *
 * @param command what is for the command: its name, its options, its parameters
 * @param properties what is for Spring: options with a dot in their name and a value
 */
record CommandLineArguments(List<String> command, List<String> properties) {

	private static final String COMMAND_MODE = "migrate";

	static boolean askForCommandMode(String... arguments) {
		return arguments.length > 0 && COMMAND_MODE.equals(arguments[0]);
	}

	static CommandLineArguments of(String... arguments) {
		return Stream.of(arguments)
			.skip(1)
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
