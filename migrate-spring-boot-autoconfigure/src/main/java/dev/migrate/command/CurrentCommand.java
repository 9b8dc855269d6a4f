package dev.migrate.command;

import java.util.HashSet;
import java.util.List;

import dev.migrate.DatabaseMigrations;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import dev.migrate.command.console.RevisionText;
import dev.migrate.command.console.Revisions;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Shows the revisions that a database is at.
 */
@Command(name = "current", header = "Show the revision that the database is at.",
		footer = { "", "Examples: migrate current", "          migrate current --check-heads" })
class CurrentCommand extends ViewCommand<CurrentCommand.Current> {

	@Option(names = "--check-heads", description = "End with exit code 1 if the database is not at all heads.")
	private boolean checkHeads;

	@Mixin
	private final Detail detail = new Detail();

	@Override
	Current ask(DatabaseMigrations database, Terminal terminal) {
		StatusView status = database.status();
		List<RevisionView> revisions = status.revisions()
			.stream()
			.filter((revision) -> status.current().contains(revision.id()))
			.toList();
		boolean atHead = new HashSet<>(status.current()).equals(new HashSet<>(status.heads()))
				&& revisions.stream().noneMatch((revision) -> revision.state() == RevisionState.PARTLY_APPLIED);
		return new Current(database.name(), this.detail.isAsked() ? database.address() : null, status.current(),
				status.heads(), atHead, revisions);
	}

	@Override
	void print(Current view, Terminal terminal) {
		if (view.address() != null) {
			terminal.line("Database " + view.database() + ", " + view.address() + ":");
		}
		if (view.current().isEmpty()) {
			terminal.line("base");
		}
		List<RevisionText> texts = view.revisions().stream().map(RevisionText::of).toList();
		if (this.detail.isAsked()) {
			RevisionText.print(texts, terminal);
		}
		else {
			texts.forEach((text) -> terminal.line(text.line()));
		}
		if (this.checkHeads && !view.atHead()) {
			terminal.note("The database is not at head: it is at " + Revisions.at(view.current()) + ", the head is "
					+ Revisions.at(view.heads()) + ".");
		}
	}

	@Override
	int exitCode(Current view) {
		return (this.checkHeads && !view.atHead()) ? ExitCode.DIFFERENCE : ExitCode.DONE;
	}

	/**
	 * The current revisions of a database.
	 *
	 * @param database the name of the database
	 * @param address the JDBC URL, if details were requested
	 * @param current the ids of the current revisions
	 * @param heads the ids of the heads of the changelog
	 * @param atHead whether the current revisions are the heads
	 * @param revisions the current revisions
	 */
	record Current(String database, @Nullable String address, List<String> current, List<String> heads, boolean atHead,
			List<RevisionView> revisions) {

	}

}
