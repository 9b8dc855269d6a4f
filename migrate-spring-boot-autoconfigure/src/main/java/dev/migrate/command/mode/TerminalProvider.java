package dev.migrate.command.mode;

import dev.migrate.command.console.Terminal;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An initializer of an application that provides the terminal of its commands in place of
 * the terminal of the process.
 */
@FunctionalInterface
public interface TerminalProvider extends ApplicationContextInitializer<ConfigurableApplicationContext> {

	/**
	 * Return the terminal.
	 * @return the terminal
	 */
	Terminal terminal();

	@Override
	default void initialize(ConfigurableApplicationContext context) {
	}

}
