package dev.migrate.command.console;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.ScriptView;

/**
 * Prints a script so that nothing but SQL is on standard output.
 */
public final class ScriptLines {

	private ScriptLines() {
	}

	public static void print(ScriptView script, String verb, Terminal terminal) {
		if (script.sql().isEmpty()) {
			terminal.note("Nothing to " + verb + ": the database is at " + Revisions.at(script.to()) + ".");
			return;
		}
		terminal.document(script.sql());
		script.losses().forEach((loss) -> terminal.note("Would lose rows: " + loss));
	}

	/**
	 * Refuse an option that a script cannot have.
	 * @param given whether it is given
	 * @param option the option
	 */
	public static void refuse(boolean given, String option) {
		if (given) {
			throw new CannotProceedException(ErrorCode.USAGE,
					"--sql and " + option + " cannot be combined: --sql runs nothing. Omit one of them.");
		}
	}

}
