package dev.migrate.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Terminal;
import dev.migrate.command.mode.TerminalProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;

/**
 * The result of an application that was started in the process of the tests.
 *
 * @param out standard output
 * @param err standard error
 * @param exitCode the exit code; -1 if the application did not end
 */
public record CommandResult(String out, String err, int exitCode) {

	/**
	 * Run an application to its end.
	 * @param application the application
	 * @param arguments its arguments
	 * @return the result
	 */
	public static CommandResult of(SpringApplication application, String... arguments) {
		CommandResult result = of(() -> application.run(arguments), null);
		OutputSchema.assertConforms(result.out(), arguments);
		return result;
	}

	static CommandResult of(Runnable main, @Nullable Supplier<String> answers) {
		return of(main, answers, false);
	}

	static CommandResult of(Runnable main, @Nullable Supplier<String> answers, boolean shown) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		AtomicInteger exitCode = new AtomicInteger(-1);
		PrintStream standardOutput = System.out;
		Terminal terminal = new Terminal(screen(out, shown), screen(err, shown), answers,
				(code) -> exitCode.compareAndSet(-1, code), ZoneId.systemDefault());
		TerminalProvider provider = () -> terminal;
		try {
			SpringApplication.withHook((application) -> {
				application.addInitializers(provider);
				return null;
			}, main);
		}
		catch (AbandonedRunException ex) {
			// The process would have ended here
		}
		catch (RuntimeException ex) {
			if (exitCode.get() == -1) {
				throw ex;
			}
		}
		finally {
			System.setOut(standardOutput);
		}
		return new CommandResult(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8),
				exitCode.get());
	}

	private static Screen screen(OutputStream stream, boolean shown) {
		return new Screen(new PrintStream(stream, true, StandardCharsets.UTF_8), () -> shown, Map.of());
	}

}
