package dev.migrate.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.migrate.Migrations;
import dev.migrate.RevisionView;
import picocli.CommandLine.Command;

/**
 * Lists the revisions of the changelog.
 */
@Command(name = "history", header = "List the revisions of the changelog, the newest first.",
		description = "Asks no database.", footer = { "", "Example: migrate history" })
class HistoryCommand extends ViewCommand<HistoryCommand.History> {

	@Override
	History ask(Migrations migrations, String database, Terminal terminal) {
		List<RevisionView> newestFirst = new ArrayList<>(migrations.history(database));
		Collections.reverse(newestFirst);
		return new History(database, newestFirst);
	}

	@Override
	void print(History view, Terminal terminal) {
		if (view.revisions().isEmpty()) {
			terminal.line("The changelog has no revisions yet.");
		}
		view.revisions()
			.forEach((revision) -> terminal.line(Revisions.at(revision.parents()) + " -> " + revision.id()
					+ (revision.head() ? " (head)" : "") + Revisions.message(revision)));
	}

	/**
	 * The revisions of a changelog.
	 *
	 * @param database the name of the database
	 * @param revisions the revisions, the newest first
	 */
	record History(String database, List<RevisionView> revisions) {

	}

}
