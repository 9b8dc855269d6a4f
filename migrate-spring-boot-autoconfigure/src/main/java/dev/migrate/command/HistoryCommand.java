package dev.migrate.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrate.DatabaseMigrations;
import dev.migrate.RevisionView;
import dev.migrate.command.console.RevisionText;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Lists the revisions of the changelog.
 */
@Command(name = "history", header = "List the revisions of the changelog, the newest first.",
		description = "Reads the database only for --indicate-current, and for a range relative to current.",
		footer = { "", "Examples: migrate history", "          migrate history -r add_price:head -v",
				"          migrate history -r current:" })
class HistoryCommand extends ViewCommand<HistoryCommand.History> {

	@Option(names = { "-r", "--rev-range" }, paramLabel = "[A]:[B]", defaultValue = ":",
			description = "Only the revisions from A to B, inclusive: A:B, A:, :B. +N and -N are relative to the other end.")
	private String range = ":";

	@Option(names = { "-i", "--indicate-current" }, description = "Mark the revisions that the database is at.")
	private boolean indicateCurrent;

	@Mixin
	private final Detail detail = new Detail();

	@Override
	History ask(DatabaseMigrations database, Terminal terminal) {
		List<RevisionView> newestFirst = new ArrayList<>(database.history(this.range));
		Collections.reverse(newestFirst);
		return new History(database.name(), this.indicateCurrent ? withStates(newestFirst, database) : newestFirst);
	}

	@Override
	void print(History view, Terminal terminal) {
		if (view.revisions().isEmpty()) {
			terminal.line("The changelog has no revisions yet.");
		}
		List<RevisionText> texts = view.revisions().stream().map(RevisionText::of).toList();
		if (this.detail.isAsked()) {
			RevisionText.print(texts, terminal);
		}
		else {
			texts.forEach((text) -> terminal.line(text.step()));
		}
	}

	private static List<RevisionView> withStates(List<RevisionView> revisions, DatabaseMigrations database) {
		Set<String> ids = new HashSet<>(revisions.stream().map(RevisionView::id).toList());
		List<RevisionView> known = new ArrayList<>(database.status().revisions());
		Collections.reverse(known);
		return known.stream().filter((revision) -> ids.contains(revision.id())).toList();
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
