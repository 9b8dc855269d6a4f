package dev.migrate.command.mode;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arguments with which the process of an application was started. They differ from
 * those of the application if its {@code main} does not pass them on.
 */
final class ProcessArguments {

	private static final Pattern CLASS_NAME = Pattern.compile("(?!.*\\.[jw]ar$)[\\p{L}\\p{N}_$.]+");

	private ProcessArguments() {
	}

	/**
	 * Return the arguments of this process.
	 * @return the arguments that follow the main class or the jar; empty if they are not
	 * known
	 */
	static List<String> current() {
		return of(System.getProperty("sun.java.command", ""), System.getProperty("java.class.path", ""),
				ProcessHandle.current().info().arguments().map(List::of).orElse(List.of()));
	}

	/**
	 * Return the arguments of a process.
	 * @param command the main class or the jar and the arguments, separated by blanks, as
	 * the JVM reports them
	 * @param classPath the class path, which is the jar if the process was started with
	 * one
	 * @param process the arguments of the operating system, including those of the JVM;
	 * empty if it does not report them
	 * @return the arguments that follow the main class or the jar
	 */
	static List<String> of(String command, String classPath, List<String> process) {
		// A blank in the command may be part of a path.
		for (int main = 0; main < process.size(); main++) {
			if (String.join(" ", process.subList(main, process.size())).equals(command)) {
				return process.subList(main + 1, process.size());
			}
		}
		if ((command + " ").startsWith(classPath + " ")) {
			return words(command.substring(classPath.length()));
		}
		List<String> words = words(command);
		// Otherwise the first word is the main class.
		return (words.isEmpty() || !CLASS_NAME.matcher(words.get(0)).matches()) ? List.of()
				: words.subList(1, words.size());
	}

	private static List<String> words(String text) {
		return Arrays.stream(text.split(" ")).filter((word) -> !word.isEmpty()).toList();
	}

}
