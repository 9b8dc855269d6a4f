package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangeView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.RevertDriftRequest;
import dev.migrate.RevertedDriftView;
import dev.migrate.change.Risk;
import dev.migrate.command.console.ChangeLines;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Undoes the changes that were made to a database by hand.
 */
@Command(name = "revert-drift", header = "Undo what was changed in the database by hand.",
		description = "Runs the statements that bring it to what the changelog builds. Asks before rows are lost.",
		footer = { "", "Examples: migrate revert-drift --dry-run",
				"          migrate revert-drift --drop \"index book.book_title\"" })
class RevertDriftCommand extends ViewCommand<RevertedDriftView> {

	@Option(names = "--drop", paramLabel = "NAME",
			description = "An object to drop that no revision has created, named as in the report.")
	private List<String> drops = new ArrayList<>();

	@Option(names = "--dry-run", description = "Run nothing, print the statements.")
	private boolean dryRun;

	@Option(names = "--yes", description = "Do not ask for confirmation if rows are lost.")
	private boolean yes;

	@Override
	RevertedDriftView ask(DatabaseMigrations database, Terminal terminal) {
		if (this.dryRun || this.yes) {
			return database.revertDrift(new RevertDriftRequest(this.drops, this.dryRun, null));
		}
		RevertedDriftView planned = database.revertDrift(new RevertDriftRequest(this.drops, true, null));
		agreeToLosses(planned, terminal);
		return database.revertDrift(new RevertDriftRequest(this.drops, false, planned.statements()));
	}

	private static void agreeToLosses(RevertedDriftView planned, Terminal terminal) {
		List<ChangeView> losing = planned.changes()
			.stream()
			.filter((change) -> change.risks().stream().anyMatch((risk) -> risk.kind() == Risk.Kind.LOSES_DATA))
			.toList();
		if (losing.isEmpty()) {
			return;
		}
		ChangeLines.print(losing, List.of(), List.of(), terminal.notes());
		DowngradeCommand.confirm("This loses rows", terminal);
	}

	@Override
	void preflight(DatabaseMigrations database) {
		if (!this.drops.isEmpty()) {
			throw new CannotProceedException(ErrorCode.DATABASE_NOT_CHOSEN,
					"--drop is for one database: choose it with --database.");
		}
	}

	@Override
	void print(RevertedDriftView view, Terminal terminal) {
		if (view.statements().isEmpty()) {
			terminal.line("There is nothing to revert.");
		}
		ChangeLines.print(view.changes(), view.leftAlone(), view.notes(), terminal.results());
		view.statements().forEach((statement) -> terminal.line((this.dryRun ? "Would run: " : "Ran: ") + statement));
	}

}
