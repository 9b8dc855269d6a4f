package dev.migrate.command;

import dev.migrate.EnsureVersionView;
import dev.migrate.Migrations;
import picocli.CommandLine.Command;

/**
 * Creates the tables of the history.
 */
@Command(name = "ensure-version", header = "Create the history table and the lock table where they are missing.",
		description = "Does nothing else.", footer = { "", "Example: migrate ensure-version" })
class EnsureVersionCommand extends ViewCommand<EnsureVersionView> {

	@Override
	EnsureVersionView ask(Migrations migrations, String database, Terminal terminal) {
		return migrations.ensureVersion(database);
	}

	@Override
	void print(EnsureVersionView view, Terminal terminal) {
		view.created().forEach((table) -> terminal.line("Created table " + table + "."));
		if (view.created().isEmpty()) {
			terminal.line("Nothing to create: the history is there.");
		}
	}

}
