package dev.migrate.command;

import java.util.List;

import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Words for a command line that cannot be understood.
 */
final class UsageError {

	private UsageError() {
	}

	static String describe(ParameterException error) {
		String help = error.getCommandLine().getCommandSpec().qualifiedName() + " --help";
		return "Error: " + reason(error) + " See '" + help + "'.";
	}

	private static String reason(ParameterException error) {
		if (error instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
			return "There is no " + kind(unmatched) + " '" + unmatched.getUnmatched().get(0) + "'"
					+ suggestion(unmatched.getSuggestions());
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

	private static String suggestion(List<String> suggestions) {
		return suggestions.isEmpty() ? "." : ". Did you mean " + suggestions.get(0) + "?";
	}

}
