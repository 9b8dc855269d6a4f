package dev.migrate.command.mode;

import java.util.Arrays;
import java.util.List;

/**
 * The arguments with which the process of an application was started. They differ from
 * those of the application if its {@code main} does not pass them on.
 */
final class ProcessArguments {

	private ProcessArguments() {
	}

	/**
	 * Return the arguments of this process.
	 * @return the arguments that follow the main class or the jar; empty if they are not
	 * known
	 */
	static List<String> current() {
		return of(System.getProperty("sun.java.command", ""),
				ProcessHandle.current().info().arguments().map(List::of).orElse(List.of()));
	}

	/**
	 * Return the arguments of a process.
	 * @param command the main class or the jar and the arguments, separated by blanks, as
	 * the JVM reports them
	 * @param process the arguments of the operating system, including those of the JVM;
	 * empty if it does not report them
	 * @return the arguments that follow the main class or the jar
	 */
	static List<String> of(String command, List<String> process) {
		// A blank in the command may be part of a path.
		for (int main = 0; main < process.size(); main++) {
			if (String.join(" ", process.subList(main, process.size())).equals(command)) {
				return process.subList(main + 1, process.size());
			}
		}
		List<String> words = Arrays.stream(command.split(" ")).filter((word) -> !word.isEmpty()).toList();
		return words.isEmpty() ? words : words.subList(1, words.size());
	}

}
