package dev.migrate.command;

import dev.migrate.DatabaseMigrations;
import dev.migrate.EnsureVersionView;
import dev.migrate.ScriptView;
import dev.migrate.command.console.ScriptLines;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Creates the tables of the history.
 */
@Command(name = "ensure-version", header = "Create the history table and the lock table if they are missing.",
		description = "Does nothing else.",
		footer = { "", "Examples: migrate ensure-version", "          migrate ensure-version --sql > tables.sql" })
class EnsureVersionCommand extends ViewCommand<Record> {

	@Option(names = "--sql", description = "Print the SQL, run nothing. Needs no database.")
	private boolean sql;

	@Override
	Output output() {
		return this.sql ? Output.SCRIPT : Output.LINES;
	}

	@Override
	Record ask(DatabaseMigrations database, Terminal terminal) {
		return this.sql ? database.ensureVersionSql() : database.ensureVersion();
	}

	@Override
	void print(Record result, Terminal terminal) {
		if (result instanceof ScriptView script) {
			ScriptLines.print(script, "create", terminal);
		}
		else if (result instanceof EnsureVersionView view) {
			view.created().forEach((table) -> terminal.line("Created table " + table + "."));
			if (view.created().isEmpty()) {
				terminal.line("Nothing to create: the tables exist.");
			}
		}
	}

}
