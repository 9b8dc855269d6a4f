package dev.migrate.command.mode;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import dev.migrate.ErrorCode;
import dev.migrate.command.ExitCode;
import dev.migrate.command.console.Json;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Turns a run of an application whose first argument is {@code migrate} into the run of
 * one command, and leaves every other run alone. An application that was started for a
 * command and does not pass its arguments on is stopped before it migrates anything.
 */
class CommandModeRunListener implements SpringApplicationRunListener, Ordered {

	/**
	 * Whether this process runs a command, which may start further applications.
	 */
	private static final AtomicBoolean RUNNING = new AtomicBoolean();

	private final @Nullable CommandRun run;

	CommandModeRunListener(SpringApplication application, String[] arguments) {
		this.run = CommandLineArguments.askForCommandMode(arguments)
				? new CommandRun(application, CommandLineArguments.of(List.of(arguments).subList(1, arguments.length)))
				: null;
		if (this.run != null) {
			RUNNING.set(true);
		}
		else if (!RUNNING.get()) {
			stopIfArgumentsAreMissing(application);
		}
	}

	private static void stopIfArgumentsAreMissing(SpringApplication application) {
		List<String> started = ProcessArguments.current();
		if (CommandLineArguments.askForCommandMode(started.toArray(String[]::new))) {
			Class<?> main = application.getMainApplicationClass();
			Terminal terminal = Terminal.ofProcess();
			String command = started.stream()
				.limit(2)
				.takeWhile((word) -> !word.startsWith("-"))
				.collect(Collectors.joining(" "));
			String sentence = "The command '" + command + "' has not reached the application: its main method"
					+ placeOfMain(main) + " has to pass its arguments on, as in SpringApplication.run("
					+ ((main != null) ? main.getSimpleName() : "Application") + ".class, args). Nothing was done.";
			terminal.error(ErrorCode.ARGUMENTS_LOST, sentence);
			if (started.contains("--json")) {
				terminal.document(Json.document(List.of(), false, ErrorCode.ARGUMENTS_LOST, sentence));
			}
			terminal.out().flush();
			terminal.err().flush();
			terminal.exit().accept(ExitCode.CANNOT_PROCEED);
		}
	}

	private static String placeOfMain(@Nullable Class<?> main) {
		return StackWalker.getInstance()
			.walk((frames) -> frames
				.filter((frame) -> main != null && frame.getClassName().equals(main.getName())
						&& frame.getMethodName().equals("main") && frame.getLineNumber() > 0)
				.findFirst()
				.map((frame) -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
				.orElse(""));
	}

	@Override
	public int getOrder() {
		// Before the configuration files are read: profiles and locations may be given
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		if (this.run != null) {
			this.run.prepareApplication();
		}
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		if (this.run != null) {
			this.run.prepareEnvironment(environment);
		}
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		if (this.run != null) {
			this.run.prepareContext(context);
		}
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		if (this.run != null) {
			this.run.execute(context);
		}
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		if (this.run != null) {
			this.run.fail(context, exception);
		}
	}

}
