package dev.migrate.command.mode;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Turns a run of an application whose first argument is {@code migrate} into the run of
 * one command, and leaves every other run alone.
 */
class CommandModeRunListener implements SpringApplicationRunListener, Ordered {

	private final @Nullable CommandRun run;

	CommandModeRunListener(SpringApplication application, String[] arguments) {
		this.run = CommandLineArguments.askForCommandMode(arguments)
				? new CommandRun(application, CommandLineArguments.of(arguments)) : null;
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
