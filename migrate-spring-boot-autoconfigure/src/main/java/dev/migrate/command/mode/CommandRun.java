package dev.migrate.command.mode;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.ZoneId;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.Migrations;
import dev.migrate.command.ExitCode;
import dev.migrate.command.MigrateCommand;
import dev.migrate.command.UsageError;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/**
 * The run of one command by an application, from its first line to the end of the
 * process.
 */
public class CommandRun {

	private static final String BACKGROUND = BackgroundPreinitializer.class.getPackageName();

	private final SpringApplication application;

	private final CommandLineArguments arguments;

	private final PrintStream standardOutput = System.out;

	private Terminal terminal;

	private final MigrateCommand command = new MigrateCommand();

	private @Nullable CommandModeProperties properties;

	CommandRun(SpringApplication application, CommandLineArguments arguments) {
		this.application = application;
		this.arguments = arguments;
		this.terminal = Terminal.ofProcess();
	}

	/**
	 * Understand the command line and set the application up for it.
	 */
	void prepareApplication() {
		this.application.getInitializers()
			.stream()
			.filter(TerminalProvider.class::isInstance)
			.map(TerminalProvider.class::cast)
			.findFirst()
			.ifPresent((provider) -> this.terminal = provider.terminal());
		// Logs and whatever else the application prints must not get into the result
		System.setOut(System.err);
		try {
			if (this.command.parse(this.arguments.command(), this.terminal)) {
				finish(ExitCode.DONE, null);
			}
		}
		catch (ParameterException ex) {
			this.command.fail(ErrorCode.USAGE, UsageError.describe(ex), this.terminal);
			finish(ExitCode.CANNOT_PROCEED, null);
		}
		this.properties = new CommandModeProperties(this.arguments.properties(), this.command.verbose());
		this.application.setWebApplicationType(WebApplicationType.NONE);
		this.application.setBannerMode(Banner.Mode.OFF);
		this.application.setLogStartupInfo(false);
		this.application.setAddCommandLineProperties(false);
		this.application.setApplicationContextFactory(ApplicationContextFactory
			.of(() -> new CommandApplicationContext(this.application.getMainApplicationClass())));
		// What they prepare in the background is for web servers and validation
		this.application.setListeners(this.application.getListeners()
			.stream()
			.filter((listener) -> !listener.getClass().getPackageName().equals(BACKGROUND))
			.toList());
		// Read before there is an environment, by a listener that starts everything twice
		System.setProperty("spring.devtools.restart.enabled", "false");
	}

	void prepareEnvironment(ConfigurableEnvironment environment) {
		properties().addTo(environment);
	}

	void prepareContext(ConfigurableApplicationContext context) {
		properties().moveToFront(context.getEnvironment());
		if (!(context instanceof CommandApplicationContext)) {
			throw new IllegalStateException(
					"Commands cannot run in a SpringApplication that creates its application context itself");
		}
	}

	/**
	 * Run the command and end the process.
	 * @param context the context, complete with bean definitions, without beans
	 */
	void execute(ConfigurableApplicationContext context) {
		int exitCode;
		try {
			exitCode = this.command.run(migrations(context), this.terminal.at(timeZone(context.getEnvironment())));
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			exitCode = report(context, ex);
		}
		finish(exitCode, context);
	}

	/**
	 * Report why the application could not run the command, and end the process.
	 * @param context the context, if there is one already
	 * @param failure what went wrong
	 */
	void fail(@Nullable ConfigurableApplicationContext context, Throwable failure) {
		int exitCode = report(context, failure);
		finish(exitCode, context);
	}

	private Migrations migrations(ConfigurableApplicationContext context) {
		Migrations migrations = context.getBeanProvider(Migrations.class).getIfAvailable();
		if (migrations == null) {
			throw new CannotProceedException(ErrorCode.DATA_SOURCE_MISSING,
					"This application has no database to migrate: "
							+ "configure a data source (spring.datasource.url) and check that Migrate is not excluded.");
		}
		return migrations;
	}

	private ZoneId timeZone(Environment environment) {
		String name = environment.getProperty("migrate.time-zone", "");
		try {
			return name.isBlank() ? this.terminal.timeZone() : ZoneId.of(name.strip());
		}
		catch (DateTimeException ex) {
			throw new CannotProceedException(ErrorCode.SETTING_INVALID,
					"migrate.time-zone is '" + name + "', which is no time zone; use one such as Europe/Berlin or UTC.",
					ex);
		}
	}

	private int report(@Nullable ConfigurableApplicationContext context, Throwable failure) {
		Failure report = new Failure(failure, context);
		this.command.fail(report.code(), report.sentence(this.command.verbose()), this.terminal);
		if (this.command.verbose()) {
			this.terminal.notes().trace(failure);
		}
		return report.exitCode();
	}

	private void finish(int exitCode, @Nullable ConfigurableApplicationContext context) {
		this.terminal.out().flush();
		this.terminal.err().flush();
		if (context != null) {
			context.close();
		}
		this.terminal.exit().accept(exitCode);
		System.setOut(this.standardOutput);
		throw new AbandonedRunException(context);
	}

	private CommandModeProperties properties() {
		Assert.state(this.properties != null, "The application was not prepared");
		return this.properties;
	}

}
