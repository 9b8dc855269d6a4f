package dev.migrate.command;

import dev.migrate.InitView;
import dev.migrate.Migrations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes the master changelog and the versions directory.
 */
@Command(name = "init", header = "Write the master changelog and the versions directory.",
		description = "What is there is kept; a master that is there gets the include that is missing.",
		footer = { "", "Example: migrate init" })
class InitCommand extends ViewCommand<InitView> {

	@Option(names = "--dry-run", description = "Write nothing, show what would be written.")
	private boolean dryRun;

	@Override
	InitView ask(Migrations migrations, String database, Terminal terminal) {
		return migrations.init(database, this.dryRun);
	}

	@Override
	void print(InitView view, Terminal terminal) {
		view.written().forEach((file) -> terminal.line((this.dryRun ? "Would write " : "Wrote ") + file));
		view.changed().forEach((file) -> terminal.line((this.dryRun ? "Would change " : "Changed ") + file));
		view.kept().forEach((file) -> terminal.line("Kept " + file));
		view.advice().forEach(terminal::line);
	}

}
