package dev.migrate.command;

/**
 * The exit codes that scripts rely on.
 */
public final class ExitCode {

	public static final int DONE = 0;

	static final int DIFFERENCE = 1;

	public static final int CANNOT_PROCEED = 2;

	public static final int FAILED = 3;

	private ExitCode() {
	}

}
