package dev.migrate.command;

import java.nio.file.Path;

import dev.migrate.CannotProceedException;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationListener;
import dev.migrate.MovedView;
import dev.migrate.RevisionView;
import dev.migrate.ScriptView;
import dev.migrate.UpgradeRequest;
import dev.migrate.command.console.ProgressLines;
import dev.migrate.command.console.Revisions;
import dev.migrate.command.console.ScriptLines;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Applies revisions.
 */
@Command(name = "upgrade", header = "Apply revisions.", description = "With REV, that revision and its ancestors only.",
		footer = { "", "Examples: migrate upgrade", "          migrate upgrade +1",
				"          migrate upgrade add_price", "          migrate upgrade --tag v1.2",
				"          migrate upgrade --sql 20260101000000:head > upgrade.sql" })
class UpgradeCommand extends ViewCommand<Record> {

	@Parameters(paramLabel = "REV", arity = "0..1",
			description = "The revision: an id, a part of an id or a name, head, +N. Default: head.")
	private @Nullable String revision;

	@Option(names = "--dry-run", description = "Apply nothing, show what would be applied.")
	private boolean dryRun;

	@Option(names = "--sql", description = "Print the SQL, run nothing. A range needs no database: --sql A:B.")
	private boolean sql;

	@Option(names = "--plan", paramLabel = "FILE",
			description = "Apply what this file says, which plan --json has written. Rejected if anything has changed"
					+ " that it rests on.")
	private @Nullable Path plan;

	@Option(names = "--yes", description = "Upgrade although tables that the revisions touch were changed by hand"
			+ " since the last run.")
	private boolean yes;

	@Option(names = "--tag", paramLabel = "TAG", description = "Write this tag to the last row of the history.")
	private @Nullable String tag;

	@Override
	Output output() {
		return this.sql ? Output.SCRIPT : Output.LINES;
	}

	@Override
	void preflight(DatabaseMigrations database) {
		if (!this.sql) {
			database.upgrade(request(database).asDryRun(), MigrationListener.NONE);
		}
	}

	@Override
	Record ask(DatabaseMigrations database, Terminal terminal) {
		if (this.sql) {
			rejectBesidePlan();
			ScriptLines.refuse(this.dryRun, "--dry-run");
			ScriptLines.refuse(this.yes, "--yes");
			return database.upgradeSql(target(), this.tag);
		}
		try (ProgressLines progress = new ProgressLines(terminal, UpgradeCommand::running)) {
			return database.upgrade(request(database), progress);
		}
	}

	private UpgradeRequest request(DatabaseMigrations database) {
		rejectBesidePlan();
		return (this.plan != null) ? UpgradeRequest.by(PlanFile.read(this.plan).of(database.name()))
				: new UpgradeRequest(target(), this.tag, this.dryRun, null, this.yes);
	}

	private void rejectBesidePlan() {
		if (this.plan != null && (this.revision != null || this.sql || this.dryRun || this.tag != null || this.yes)) {
			throw new CannotProceedException(ErrorCode.USAGE,
					"--plan says what is applied; omit REV and the other options.");
		}
	}

	private String target() {
		return (this.revision != null) ? this.revision : "head";
	}

	@Override
	void print(Record result, Terminal terminal) {
		if (result instanceof ScriptView script) {
			ScriptLines.print(script, "upgrade", terminal);
		}
		else if (result instanceof MovedView moved) {
			print(moved, terminal);
		}
	}

	private void print(MovedView view, Terminal terminal) {
		if (view.revisions().isEmpty()) {
			terminal.line("Nothing to upgrade: the database is at " + Revisions.at(view.to()) + ".");
		}
		if (this.dryRun) {
			view.revisions().forEach((revision) -> terminal.line("Would run " + line(revision)));
		}
		else if (this.tag != null) {
			terminal.line("Tagged " + Revisions.at(view.to()) + " with " + this.tag + ".");
		}
	}

	static String running(RevisionView revision) {
		return "Running " + line(revision);
	}

	private static String line(RevisionView revision) {
		return "upgrade " + Revisions.at(revision.parents()) + " -> " + revision.id() + Revisions.message(revision);
	}

}
