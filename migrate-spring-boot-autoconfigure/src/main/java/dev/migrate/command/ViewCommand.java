package dev.migrate.command;

import java.util.Map;

import dev.migrate.Migrations;
import org.jspecify.annotations.Nullable;

/**
 * A command: it asks the front door for a view, and prints it for a person or a program.
 *
 * @param <V> the view
 */
abstract class ViewCommand<V extends Record> {

	final int run(Migrations migrations, String database, Terminal terminal, boolean json) {
		V view = ask(migrations, database, json ? terminal.quiet() : terminal);
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
	 * @param migrations what it may ask for
	 * @param database the name of the database
	 * @param terminal for questions, and for what is printed while it is done
	 * @return what came of it
	 */
	abstract V ask(Migrations migrations, String database, Terminal terminal);

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

}
