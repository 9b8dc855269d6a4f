package dev.migrate.command;

/**
 * The exit codes that scripts rely on.
 */
final class ExitCode {

	static final int DONE = 0;

	static final int DIFFERENCE = 1;

	static final int CANNOT_PROCEED = 2;

	static final int FAILED = 3;

	private ExitCode() {
	}

}
