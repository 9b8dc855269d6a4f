package dev.migrate.command;

import java.util.Collection;

import dev.migrate.command.console.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Creates messages for command lines that cannot be parsed.
 */
public final class UsageError {

	private UsageError() {
	}

	public static String describe(ParameterException error) {
		String help = error.getCommandLine().getCommandSpec().qualifiedName() + " --help";
		return reason(error) + " See '" + help + "'.";
	}

	private static String reason(ParameterException error) {
		if (error instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
			String typed = unmatched.getUnmatched().get(0);
			return "There is no " + kind(unmatched) + " '" + typed + "'"
					+ Suggestion.of(name(typed), names(unmatched))
						.map((name) -> ". Did you mean " + name + "?")
						.orElse(".");
		}
		String message = String.valueOf(error.getMessage()).replaceAll("\\s+", " ").strip();
		return message.endsWith(".") ? message : message + ".";
	}

	private static String kind(UnmatchedArgumentException unmatched) {
		if (unmatched.isUnknownOption()) {
			return "option";
		}
		return unmatched.getCommandLine().getSubcommands().isEmpty() ? "place for the argument" : "command";
	}

	private static String name(String typed) {
		return typed.startsWith("--") ? typed.replaceFirst("=.*", "") : typed;
	}

	private static Collection<String> names(UnmatchedArgumentException unmatched) {
		CommandLine commandLine = unmatched.getCommandLine();
		return unmatched.isUnknownOption() ? commandLine.getCommandSpec().optionsMap().keySet()
				: commandLine.getSubcommands().keySet();
	}

}
