package dev.migrate.command.console;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.migrate.Secrets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;

import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * A stream for users.
 * <p>
 * Terminals are detected for each stream: redirected errors must not get colours because
 * the results are printed to a terminal.
 *
 * @param stream the stream to print to
 * @param terminal whether the stream is a terminal, called on output
 * @param environment the environment, which can switch colours on and off
 */
public record Screen(PrintStream stream, BooleanSupplier terminal, Map<String, String> environment) {

	public static Screen ofStandardOutput() {
		return new Screen(System.out, () -> console() != null, System.getenv());
	}

	public static Screen ofStandardError() {
		return new Screen(System.err, Screen::isStandardErrorTerminal, System.getenv());
	}

	/**
	 * Return the interactive console.
	 * @return the console; {@code null} if standard input or standard output is not a
	 * terminal
	 */
	public static @Nullable Console console() {
		Console console = System.console();
		// Since Java 22 there is a console for redirected streams too
		Method isTerminal = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return (console == null || isTerminal == null
				|| Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console))) ? console : null;
	}

	public void line(String text) {
		this.stream.println(Words.harmless(text));
	}

	public void line(Text text) {
		this.stream.println(ansi().enabled() ? text : text.plainString());
	}

	public void table(TextTable table) {
		table.lines(ansi()).forEach(this.stream::println);
	}

	public void trace(Throwable failure) {
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		this.stream.print(Words.harmless(Secrets.mask(trace.toString())));
	}

	/**
	 * Print text for programs, which read UTF-8 whatever the locale is.
	 * @param text the text
	 */
	public void document(String text) {
		String whole = text.endsWith("\n") ? text : text + "\n";
		// A program gets every character, a terminal must not be steered by one
		byte[] bytes = (this.terminal.getAsBoolean() ? Words.harmless(whole) : whole).getBytes(StandardCharsets.UTF_8);
		this.stream.write(bytes, 0, bytes.length);
		this.stream.flush();
	}

	/**
	 * Return whether there are colours.
	 * @return on for a terminal, unless the environment wants something else
	 */
	public Ansi ansi() {
		if (StringUtils.hasLength(this.environment.get("NO_COLOR"))) {
			return Ansi.OFF;
		}
		if (!this.environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
			return Ansi.ON;
		}
		boolean possible = !"0".equals(this.environment.get("CLICOLOR"))
				&& !"dumb".equals(this.environment.get("TERM"));
		return (possible && this.terminal.getAsBoolean()) ? Ansi.ON : Ansi.OFF;
	}

	// Java tells about standard input and standard output together, and nothing else
	private static boolean isStandardErrorTerminal() {
		try {
			return new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return console() != null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
