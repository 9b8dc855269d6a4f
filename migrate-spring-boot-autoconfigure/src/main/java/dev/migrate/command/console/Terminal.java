package dev.migrate.command.console;

import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import dev.migrate.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of a command.
 *
 * @param results the screen of results
 * @param notes the screen of all other output
 * @param answers reads a line from the user; {@code null} if there is none to ask
 * @param exit ends the process with an exit code
 * @param timeZone the time zone of printed times
 */
public record Terminal(Screen results, Screen notes, @Nullable Supplier<@Nullable String> answers, IntConsumer exit,
		ZoneId timeZone) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

	public static Terminal ofProcess() {
		Console console = Screen.console();
		return new Terminal(Screen.ofStandardOutput(), Screen.ofStandardError(),
				(console != null) ? console::readLine : null, System::exit, ZoneId.systemDefault());
	}

	/**
	 * Return the same terminal without results.
	 * @return a terminal that shows nothing but errors, notes and questions
	 */
	public Terminal quiet() {
		PrintStream nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
		return new Terminal(new Screen(nothing, () -> false, Map.of()), this.notes, this.answers, this.exit,
				this.timeZone);
	}

	/**
	 * Return the same terminal with another time zone.
	 * @param timeZone the time zone of printed times
	 * @return a terminal
	 */
	public Terminal at(ZoneId timeZone) {
		return new Terminal(this.results, this.notes, this.answers, this.exit, timeZone);
	}

	/**
	 * Format a time for users.
	 * @param time the time; {@code null} if there is none
	 * @return the time in the time zone; {@code null} if there is none
	 */
	public @Nullable String time(@Nullable Instant time) {
		return (time != null) ? TIME.format(time.atZone(this.timeZone)) : null;
	}

	public PrintStream out() {
		return this.results.stream();
	}

	public PrintStream err() {
		return this.notes.stream();
	}

	/**
	 * Print a line of the result.
	 * @param text the text
	 */
	public void line(String text) {
		this.results.line(text);
	}

	/**
	 * Print text for programs, which read UTF-8 whatever the locale is.
	 * @param text the text
	 */
	public void document(String text) {
		this.results.document(text);
	}

	/**
	 * Print a line that is no part of the result.
	 * @param text the text
	 */
	public void note(String text) {
		this.notes.line(text);
	}

	/**
	 * Print why the command failed.
	 * @param code what kind of error it is
	 * @param sentence the failure and its remedy
	 */
	public void error(ErrorCode code, String sentence) {
		this.notes.line(Words.bad("Error").concat(Words.plain(" [" + code + "]: " + sentence)));
	}

	/**
	 * Return whether there is a user to ask.
	 * @return whether {@link #confirm} can get an answer
	 */
	public boolean interactive() {
		return this.answers != null;
	}

	/**
	 * Ask for a yes.
	 * @param question the question
	 * @return whether the answer was yes
	 */
	public boolean confirm(String question) {
		String answer = ask(question + " [y/N] ");
		return answer != null && isYes(answer);
	}

	/**
	 * Ask until the answer is yes or no.
	 * @param question the question
	 * @return the answer; empty at the end of the input
	 */
	public Optional<Boolean> decide(String question) {
		String answer = ask(question + " [y/n] ");
		while (answer != null && !isYes(answer) && !isNo(answer)) {
			answer = ask("Enter y or n: ");
		}
		return Optional.ofNullable(answer).map(Terminal::isYes);
	}

	private @Nullable String ask(String prompt) {
		err().print(Words.harmless(prompt));
		err().flush();
		return (this.answers != null) ? this.answers.get() : null;
	}

	private static boolean isYes(String answer) {
		return answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes");
	}

	private static boolean isNo(String answer) {
		return answer.strip().equalsIgnoreCase("n") || answer.strip().equalsIgnoreCase("no");
	}

}
