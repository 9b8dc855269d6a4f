package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in one sentence why a changelog does not parse.
 */
final class ParseFailure {

	private static final Pattern CLASS_NAMES = Pattern.compile("(?:[a-z][\\w]*\\.)+[A-Z]\\w*(?:Exception|Error): ");

	private static final Pattern LINE = Pattern.compile("\\bline:? (\\d+)");

	private ParseFailure() {
	}

	static ChangelogException of(String path, Exception exception) {
		StringBuilder message = new StringBuilder("The changelog ").append(path)
			.append(" does not parse: ")
			.append(sentence(innermost(exception)));
		if (message.charAt(message.length() - 1) != '.') {
			message.append('.');
		}
		return new ChangelogException(message.toString(), exception);
	}

	private static String innermost(Throwable exception) {
		String found = null;
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			String message = cause.getMessage();
			boolean says = cause.getClass().getName().startsWith("liquibase.") || found == null;
			if (says && message != null && !message.isBlank()) {
				found = message;
			}
		}
		return (found != null) ? found : exception.getClass().getSimpleName();
	}

	private static String sentence(String message) {
		List<String> parts = new ArrayList<>();
		String line = null;
		for (String text : CLASS_NAMES.matcher(message).replaceAll("").split("\\R")) {
			Matcher matcher = LINE.matcher(text);
			while (matcher.find()) {
				line = matcher.group(1);
			}
			// Parsers indent what they quote from the file.
			if (!text.isBlank() && !Character.isWhitespace(text.charAt(0))) {
				parts.add(text.strip());
			}
		}
		String sentence = String.join("; ", parts);
		if (sentence.isEmpty()) {
			sentence = message.strip().replaceAll("\\s+", " ");
		}
		boolean known = line == null || LINE.matcher(sentence).find();
		return known ? sentence : sentence + " (line " + line + ")";
	}

}
