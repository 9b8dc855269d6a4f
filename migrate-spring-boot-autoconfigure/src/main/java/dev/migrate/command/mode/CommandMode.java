package dev.migrate.command.mode;

/**
 * A bean of this type is registered if, and only if, the application runs a command.
 */
public final class CommandMode {

	CommandMode() {
	}

}
