package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.DatabaseMigrations;
import dev.migrate.command.console.Json;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * A command: it asks the front door for a view, and prints it for a person or a program.
 *
 * @param <V> the view
 */
abstract class ViewCommand<V extends Record> {

	/**
	 * Run the command on some databases in turn.
	 * @param databases the databases
	 * @param terminal where results go
	 * @param json whether a program reads them
	 * @return the worst exit code
	 */
	final int run(List<DatabaseMigrations> databases, Terminal terminal, boolean json) {
		if (databases.size() == 1) {
			return run(databases.get(0), terminal, json);
		}
		databases.forEach(this::preflight);
		List<Map<String, @Nullable Object>> done = new ArrayList<>();
		int exitCode = ExitCode.DONE;
		try {
			for (DatabaseMigrations database : databases) {
				if (!json) {
					head(database.name(), terminal);
				}
				V view = ask(database, json ? terminal.quiet() : terminal);
				if (!json) {
					print(view, terminal);
				}
				done.add(members(view));
				exitCode = Math.max(exitCode, exitCode(view));
			}
		}
		finally {
			if (json && !done.isEmpty()) {
				terminal.document(Json.write(Map.of("databases", done)));
			}
		}
		return exitCode;
	}

	/**
	 * Find out, where there are several databases, whether this one refuses what the
	 * command is about to do to all of them. Nothing is done.
	 * @param database the database
	 */
	void preflight(DatabaseMigrations database) {
	}

	/**
	 * Return what the text of the result is, so that the name of a database can stand
	 * before it where there are several.
	 * @return the kind of text
	 */
	Output output() {
		return Output.LINES;
	}

	private void head(String database, Terminal terminal) {
		switch (output()) {
			case LINES -> terminal.line("Database " + database + ":");
			case SCRIPT -> terminal.line("-- Database " + database);
			case FILE -> terminal.note("Database " + database + ":");
		}
	}

	private int run(DatabaseMigrations database, Terminal terminal, boolean json) {
		V view = ask(database, json ? terminal.quiet() : terminal);
		if (json) {
			terminal.document(Json.write(members(view)));
		}
		else {
			print(view, terminal);
		}
		return exitCode(view);
	}

	/**
	 * Do what the command is for.
	 * @param database the database
	 * @param terminal for questions, and for what is printed while it is done
	 * @return what came of it
	 */
	abstract V ask(DatabaseMigrations database, Terminal terminal);

	/**
	 * Print a view for people.
	 * @param view the view
	 * @param terminal where to print it
	 */
	abstract void print(V view, Terminal terminal);

	/**
	 * Return the members of the JSON object for programs.
	 * @param view the view
	 * @return its members, those of the record where a command adds none
	 */
	Map<String, @Nullable Object> members(V view) {
		return Json.members(view);
	}

	/**
	 * Return the exit code for a view.
	 * @param view the view
	 * @return an exit code, 0 where a command has no other
	 */
	int exitCode(V view) {
		return ExitCode.DONE;
	}

	/**
	 * What the text of a result is.
	 */
	enum Output {

		/**
		 * Lines for a person.
		 */
		LINES,

		/**
		 * Statements, which a name may interrupt as a comment.
		 */
		SCRIPT,

		/**
		 * A file, which nothing may interrupt.
		 */
		FILE

	}

}
