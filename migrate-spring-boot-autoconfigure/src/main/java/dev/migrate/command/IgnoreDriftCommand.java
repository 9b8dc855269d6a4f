package dev.migrate.command;

import dev.migrate.DatabaseMigrations;
import dev.migrate.IgnoredDriftView;
import dev.migrate.command.console.AcceptedLines;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Accepts the changes that were made to a database by hand.
 */
@Command(name = "ignore-drift", header = "Accept what was changed in the database by hand.",
		description = "Writes it to the file with the accepted differences, so that check and generate-changeset leave"
				+ " it out.",
		footer = { "", "Example: migrate ignore-drift --dry-run" })
class IgnoreDriftCommand extends ViewCommand<IgnoredDriftView> {

	@Option(names = "--dry-run", description = "Write nothing, show what would be written.")
	private boolean dryRun;

	@Override
	IgnoredDriftView ask(DatabaseMigrations database, Terminal terminal) {
		return database.ignoreDrift(this.dryRun);
	}

	@Override
	void print(IgnoredDriftView view, Terminal terminal) {
		if (view.accepted().added().isEmpty()) {
			terminal.line("There is nothing to ignore.");
		}
		AcceptedLines.printWritten(view.accepted(), this.dryRun, terminal.results());
	}

}
