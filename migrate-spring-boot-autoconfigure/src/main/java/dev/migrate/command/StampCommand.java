package dev.migrate.command;

import java.util.List;

import dev.migrate.DatabaseMigrations;
import dev.migrate.RevisionView;
import dev.migrate.ScriptView;
import dev.migrate.StampRequest;
import dev.migrate.StampView;
import dev.migrate.command.console.Revisions;
import dev.migrate.command.console.ScriptLines;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Sets the history without running anything.
 */
@Command(name = "stamp", header = "Set the history to a revision without running it.",
		description = "The history then contains exactly REV and its ancestors: missing revisions are"
				+ " added as run, all others are removed.",
		footer = { "", "Examples: migrate stamp head", "          migrate stamp base",
				"          migrate stamp --purge 20260102000000",
				"          migrate stamp --sql base:head > stamp.sql" })
class StampCommand extends ViewCommand<Record> {

	@Parameters(paramLabel = "REV", arity = "0..*", defaultValue = "head",
			description = "The revisions: ids, parts of ids or names, head, heads, base. Default: head.")
	private List<String> revisions = List.of("head");

	@Option(names = "--purge", description = "Delete all rows first, including those of deleted files.")
	private boolean purge;

	@Option(names = "--dry-run", description = "Change nothing, show what would be changed.")
	private boolean dryRun;

	@Option(names = "--sql", description = "Print the SQL, run nothing. A range needs no database: --sql A:B.")
	private boolean sql;

	@Option(names = "--tag", paramLabel = "TAG", description = "Write this tag to the last row of the history.")
	private @Nullable String tag;

	@Override
	Output output() {
		return this.sql ? Output.SCRIPT : Output.LINES;
	}

	@Override
	void preflight(DatabaseMigrations database) {
		if (!this.sql) {
			database.stamp(new StampRequest(this.revisions, this.tag, this.purge, true));
		}
	}

	@Override
	Record ask(DatabaseMigrations database, Terminal terminal) {
		if (this.sql) {
			ScriptLines.refuse(this.dryRun, "--dry-run");
			ScriptLines.refuse(this.purge, "--purge");
			return database.stampSql(this.revisions, this.tag);
		}
		return database.stamp(new StampRequest(this.revisions, this.tag, this.purge, this.dryRun));
	}

	@Override
	void print(Record result, Terminal terminal) {
		if (result instanceof ScriptView script) {
			ScriptLines.print(script, "stamp", terminal);
		}
		else if (result instanceof StampView stamp) {
			print(stamp, terminal);
		}
	}

	private void print(StampView view, Terminal terminal) {
		if (view.purged() > 0) {
			terminal.line((this.dryRun ? "Would delete " : "Deleted ")
					+ ((view.purged() != 1) ? view.purged() + " rows" : "1 row") + " of the history.");
		}
		view.removed().forEach((revision) -> terminal.line(line("remove", "Removed", revision)));
		view.added().forEach((revision) -> terminal.line(line("stamp", "Stamped", revision)));
		view.left()
			.forEach((changeset) -> terminal
				.line("Left in the history: " + changeset + ", which is in no file any more; --purge deletes it."));
		if (view.added().isEmpty() && view.removed().isEmpty() && view.purged() == 0) {
			terminal.line("Nothing to stamp: the database is at " + Revisions.at(view.to()) + ".");
		}
		if (!this.dryRun && this.tag != null) {
			terminal.line("Tagged " + Revisions.at(view.to()) + " with " + this.tag + ".");
		}
	}

	private String line(String verb, String done, RevisionView revision) {
		return (this.dryRun ? "Would " + verb : done) + " " + revision.id() + Revisions.message(revision);
	}

}
