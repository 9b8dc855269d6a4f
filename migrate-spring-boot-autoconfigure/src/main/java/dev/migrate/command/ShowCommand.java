package dev.migrate.command;

import java.util.List;

import dev.migrate.DatabaseMigrations;
import dev.migrate.RevisionView;
import dev.migrate.command.console.RevisionText;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Shows the details of a revision.
 */
@Command(name = "show", header = "Show the details of a revision.",
		description = "Reads the database only if REV is relative to current.",
		footer = { "", "Examples: migrate show", "          migrate show add_price", "          migrate show current" })
class ShowCommand extends ViewCommand<ShowCommand.Shown> {

	@Parameters(paramLabel = "REV", arity = "0..1", defaultValue = "head",
			description = "The revision: an id, a part of an id or a name, head, current. Default: head.")
	private String revision = "head";

	@Override
	Shown ask(DatabaseMigrations database, Terminal terminal) {
		return new Shown(database.name(), database.show(this.revision));
	}

	@Override
	void print(Shown view, Terminal terminal) {
		RevisionText.print(view.revisions().stream().map(RevisionText::of).toList(), terminal);
	}

	/**
	 * The details of revisions.
	 *
	 * @param database the name of the database
	 * @param revisions the revisions
	 */
	record Shown(String database, List<RevisionView> revisions) {

	}

}
