package dev.migrate.command;

import java.util.HashSet;
import java.util.List;

import dev.migrate.Migrations;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Shows the revisions that a database is at.
 */
@Command(name = "current", header = "Show the revision that the database is at.",
		footer = { "", "Examples: migrate current", "          migrate current --check-heads" })
class CurrentCommand extends DatabaseCommand<CurrentCommand.Current> {

	@Option(names = "--check-heads", description = "End with exit code 1 where the database is not at all heads.")
	private boolean checkHeads;

	@Override
	Current look(Migrations migrations, String database, Terminal terminal) {
		StatusView status = migrations.status(database);
		boolean atHead = new HashSet<>(status.current()).equals(new HashSet<>(status.heads()));
		List<RevisionView> revisions = status.revisions()
			.stream()
			.filter((revision) -> status.current().contains(revision.id()))
			.toList();
		return new Current(database, status.current(), status.heads(), atHead, revisions);
	}

	@Override
	void print(Current view, Terminal terminal) {
		if (view.current().isEmpty()) {
			terminal.line("base");
		}
		view.current().forEach((id) -> terminal.line(line(id, view)));
		if (this.checkHeads && !view.atHead()) {
			terminal.note("The database is not at head: it is at " + Revisions.at(view.current()) + ", the head is "
					+ Revisions.at(view.heads()) + ".");
		}
	}

	@Override
	int exitCode(Current view) {
		return (this.checkHeads && !view.atHead()) ? ExitCode.DIFFERENCE : ExitCode.DONE;
	}

	private static String line(String id, Current view) {
		String message = view.revisions()
			.stream()
			.filter((revision) -> revision.id().equals(id))
			.map(Revisions::message)
			.findFirst()
			.orElse("");
		return id + (view.heads().contains(id) ? " (head)" : "") + message;
	}

	/**
	 * Where a database is.
	 *
	 * @param database the name of the database
	 * @param current the ids of the revisions that it is at
	 * @param heads the ids of the heads of the changelog
	 * @param atHead whether these are the same
	 * @param revisions the revisions that it is at
	 */
	record Current(String database, List<String> current, List<String> heads, boolean atHead,
			List<RevisionView> revisions) {

	}

}
