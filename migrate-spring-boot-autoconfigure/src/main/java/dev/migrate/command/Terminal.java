package dev.migrate.command;

import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * What a command has to do with the outside world.
 *
 * @param out where results go
 * @param err where everything else goes
 * @param answers reads a line from a person; {@code null} where there is none to ask
 * @param exit ends the process with an exit code
 */
record Terminal(PrintStream out, PrintStream err, @Nullable Supplier<@Nullable String> answers, IntConsumer exit) {

	static Terminal ofProcess() {
		Console console = System.console();
		if (console != null && isTerminal(console)) {
			return new Terminal(System.out, System.err, console::readLine, System::exit);
		}
		return new Terminal(System.out, System.err, null, System::exit);
	}

	/**
	 * Return this terminal without a place for results.
	 * @return a terminal that prints nothing but notes and questions
	 */
	Terminal withoutResults() {
		return new Terminal(new PrintStream(OutputStream.nullOutputStream()), this.err, this.answers, this.exit);
	}

	/**
	 * Print a line of the result.
	 * @param text the text
	 */
	void line(String text) {
		this.out.println(text);
	}

	/**
	 * Print text for programs, which read UTF-8 whatever the locale is.
	 * @param text the text
	 */
	void document(String text) {
		byte[] bytes = (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
		this.out.write(bytes, 0, bytes.length);
		this.out.flush();
	}

	/**
	 * Print a line that is no part of the result.
	 * @param text the text
	 */
	void note(String text) {
		this.err.println(text);
	}

	/**
	 * Return whether there is a person to ask.
	 * @return whether {@link #confirm} can get an answer
	 */
	boolean interactive() {
		return this.answers != null;
	}

	/**
	 * Ask for a yes.
	 * @param question the question
	 * @return whether the answer was yes
	 */
	boolean confirm(String question) {
		String answer = ask(question + " [y/N] ");
		return answer != null && isYes(answer);
	}

	/**
	 * Ask for a yes or a no, until one of the two is said.
	 * @param question the question
	 * @return the answer; empty where the person has gone
	 */
	Optional<Boolean> decide(String question) {
		String answer = ask(question + " [y/n] ");
		while (answer != null && !isYes(answer) && !isNo(answer)) {
			answer = ask("Say y or n: ");
		}
		return Optional.ofNullable(answer).map(Terminal::isYes);
	}

	private @Nullable String ask(String prompt) {
		this.err.print(prompt);
		this.err.flush();
		return (this.answers != null) ? this.answers.get() : null;
	}

	private static boolean isYes(String answer) {
		return answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes");
	}

	private static boolean isNo(String answer) {
		return answer.strip().equalsIgnoreCase("n") || answer.strip().equalsIgnoreCase("no");
	}

	private static boolean isTerminal(Console console) {
		// From Java 22 on there is a console for redirected streams too, which says so
		Method isTerminal = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return isTerminal == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console));
	}

}
