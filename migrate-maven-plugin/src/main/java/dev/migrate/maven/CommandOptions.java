package dev.migrate.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.command.MigrateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Turns the properties of a call of Maven into arguments of a command: {@code -Dm=Text}
 * into {@code -m Text}.
 */
final class CommandOptions {

	private static final List<String> SPRING = List.of("spring.", "migrate.", "logging.");

	private static final String OF_PLUGIN = "migrate.maven.";

	private CommandOptions() {
	}

	/**
	 * Return the arguments for the properties.
	 * @param command the name of the command
	 * @param properties the properties that the user has defined on the command line of
	 * Maven; those without a meaning for the command are left alone
	 * @return options, parameters of the command, and properties of Spring
	 * @throws IllegalArgumentException if an option without a value has one
	 */
	static List<String> of(String command, Properties properties) {
		CommandSpec spec = Objects.requireNonNull(new CommandLine(new MigrateCommand()).getSubcommands().get(command))
			.getCommandSpec();
		List<String> arguments = new ArrayList<>();
		for (OptionSpec option : spec.options()) {
			Stream.of(option.names())
				.filter((name) -> properties.containsKey(property(name)))
				.forEach((name) -> add(option, name, properties.getProperty(property(name)),
						spec.positionalParameters(), arguments));
		}
		for (PositionalParamSpec parameter : spec.positionalParameters()) {
			String value = properties.getProperty(property(parameter));
			if (value != null) {
				arguments.add(value);
			}
		}
		arguments.addAll(ofSpring(properties));
		return List.copyOf(arguments);
	}

	/**
	 * Return the arguments for the properties of Spring.
	 * @param properties the properties that the user has defined on the command line of
	 * Maven
	 * @return the arguments, as an application takes them
	 */
	static List<String> ofSpring(Properties properties) {
		return properties.stringPropertyNames()
			.stream()
			.filter(CommandOptions::isOfSpring)
			.sorted()
			.map((name) -> "--" + name + "=" + properties.getProperty(name))
			.toList();
	}

	private static void add(OptionSpec option, String name, String value, List<PositionalParamSpec> parameters,
			List<String> arguments) {
		// The value of a property that is defined without one.
		boolean isTrue = value.isEmpty() || value.equalsIgnoreCase("true");
		if (option.arity().max() > 0) {
			arguments.add(name);
			if (option.arity().min() > 0 || !isTrue) {
				arguments.add(value);
			}
		}
		else if (isTrue) {
			arguments.add(name);
		}
		else if (!value.equalsIgnoreCase("false")) {
			throw new IllegalArgumentException(
					"The option %s takes no value, and -D%s has the value '%s'.".formatted(name, property(name), value)
							+ hint(parameters));
		}
	}

	private static String hint(List<PositionalParamSpec> parameters) {
		return parameters.stream()
			.map((parameter) -> " %s is a property too: -D%s=...".formatted(parameter.paramLabel(),
					property(parameter)))
			.collect(Collectors.joining());
	}

	private static String property(PositionalParamSpec parameter) {
		return parameter.paramLabel().toLowerCase(Locale.ROOT);
	}

	private static String property(String option) {
		return option.replaceFirst("^-+", "");
	}

	private static boolean isOfSpring(String name) {
		return SPRING.stream().anyMatch(name::startsWith) && !name.startsWith(OF_PLUGIN);
	}

}
