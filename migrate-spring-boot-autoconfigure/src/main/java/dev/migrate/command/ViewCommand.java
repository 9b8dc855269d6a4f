package dev.migrate.command;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.migrate.DatabaseMigrations;
import dev.migrate.command.console.Json;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Base class of commands that get a view from the API and print it as text or JSON.
 *
 * @param <V> the type of the view
 */
abstract class ViewCommand<V extends Record> {

	/**
	 * Run the command on databases in order.
	 * @param databases the databases
	 * @param terminal the terminal to print to
	 * @param json whether the results are printed as JSON afterwards
	 * @param results takes the members of the JSON object of each database that is done
	 * @return the worst exit code
	 */
	final int run(List<DatabaseMigrations> databases, Terminal terminal, boolean json,
			Consumer<Map<String, @Nullable Object>> results) {
		boolean several = databases.size() > 1;
		if (several) {
			databases.forEach(this::preflight);
		}
		int exitCode = ExitCode.DONE;
		for (DatabaseMigrations database : databases) {
			if (several && !json) {
				head(database.name(), terminal);
			}
			V view = ask(database, terminal);
			if (!json) {
				print(view, terminal);
			}
			results.accept(members(view));
			follow(view, database, terminal);
			exitCode = Math.max(exitCode, exitCode(view));
		}
		return exitCode;
	}

	/**
	 * Preflight the command on one of several databases, without changing anything.
	 * @param database the database
	 */
	void preflight(DatabaseMigrations database) {
	}

	/**
	 * Return the kind of the text, which determines how the name of the database is
	 * printed before it.
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

	/**
	 * Execute the command.
	 * @param database the database
	 * @param terminal the terminal for questions and progress
	 * @return the view of the result
	 */
	abstract V ask(DatabaseMigrations database, Terminal terminal);

	/**
	 * Print a view as text.
	 * @param view the view
	 * @param terminal where to print it
	 */
	abstract void print(V view, Terminal terminal);

	/**
	 * Do what follows when the result has been printed, by default nothing.
	 * @param view the view
	 * @param database the database
	 * @param terminal the terminal for progress
	 */
	void follow(V view, DatabaseMigrations database, Terminal terminal) {
	}

	/**
	 * Return the members of the JSON object.
	 * @param view the view
	 * @return the members, by default those of the record
	 */
	Map<String, @Nullable Object> members(V view) {
		return Json.members(view);
	}

	/**
	 * Return the exit code for a view.
	 * @param view the view
	 * @return the exit code, by default 0
	 */
	int exitCode(V view) {
		return ExitCode.DONE;
	}

	/**
	 * The kind of the text of a result.
	 */
	enum Output {

		/**
		 * Lines for users.
		 */
		LINES,

		/**
		 * SQL, in which the name is a comment.
		 */
		SCRIPT,

		/**
		 * A file, without a name.
		 */
		FILE

	}

}
