package dev.migrate.badinput;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An input that a user, a program or an attacker could give to the command line.
 *
 * @param kind what is bad about it
 * @param files the files that are written before, by their paths in the sandbox
 * @param arguments the arguments of the command line
 * @param outcome how the command has to end
 */
record BadInput(String kind, Map<String, byte[]> files, List<String> arguments, Outcome outcome) {

	static BadInput ofArguments(String kind, Outcome outcome, String... arguments) {
		return new BadInput(kind, Map.of(), List.of(arguments), outcome);
	}

	static BadInput ofFile(String kind, String path, byte[] content, String... arguments) {
		return new BadInput(kind, Map.of(path, content), List.of(arguments), Outcome.ANY);
	}

	static BadInput ofFile(String kind, String path, String content, String... arguments) {
		return ofFile(kind, path, content.getBytes(StandardCharsets.UTF_8), arguments);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.kind + ": " + visible(String.join(" | ", this.arguments)));
		new TreeMap<>(this.files).forEach((path, content) -> text.append("\n")
			.append(visible(path))
			.append(":\n")
			.append(visible(new String(content, StandardCharsets.UTF_8))));
		return text.toString();
	}

	private static String visible(String text) {
		String cut = (text.length() > 2000) ? text.substring(0, 2000) + "…" : text;
		return cut.replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
	}

	/**
	 * How a command may end.
	 */
	enum Outcome {

		/**
		 * It is rejected, or fails.
		 */
		REJECTED,

		/**
		 * It is rejected, fails, or does what it can.
		 */
		ANY

	}

}
