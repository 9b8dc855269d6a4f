package dev.migrate.command;

import dev.migrate.DatabaseMigrations;
import dev.migrate.FindingView;
import dev.migrate.PlanView;
import dev.migrate.PlanView.PlannedChangesetView;
import dev.migrate.PlanView.PlannedRevisionView;
import dev.migrate.command.console.FindingLines;
import dev.migrate.command.console.Revisions;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Shows what an upgrade would do, and what that rests on.
 */
@Command(name = "plan", header = "Show what an upgrade would do, and what prevents it.",
		description = { "Changes nothing. With --json, the result is the file for upgrade --plan.",
				"Ends with exit code 1 if something prevents the upgrade." },
		footer = { "", "Examples: migrate plan", "          migrate plan --json > plan.json",
				"          migrate upgrade --plan plan.json" })
class PlanCommand extends ViewCommand<PlanView> {

	@Parameters(paramLabel = "REV", arity = "0..1", defaultValue = "head",
			description = "The revision: an id, a part of an id or a name, head, +N. Default: head.")
	private String revision = "head";

	@Override
	PlanView ask(DatabaseMigrations database, Terminal terminal) {
		return database.plan(this.revision);
	}

	@Override
	void print(PlanView plan, Terminal terminal) {
		if (plan.revisions().isEmpty()) {
			terminal.line("Nothing to upgrade: the database is at " + Revisions.at(plan.from()) + ".");
		}
		else {
			terminal.line("From " + Revisions.at(plan.from()) + " to " + Revisions.at(plan.to()) + ", on "
					+ plan.product() + " " + plan.productVersion() + ":");
		}
		plan.revisions().forEach((revision) -> print(revision, terminal));
		FindingLines.print(plan.findings(), terminal);
	}

	private static void print(PlannedRevisionView revision, Terminal terminal) {
		terminal.line("");
		terminal.line(revision.id() + ((revision.message() != null) ? ", " + revision.message() : "")
				+ ((revision.risk() != null) ? " (" + revision.risk() + ")" : ""));
		for (PlannedChangesetView changeset : revision.changesets()) {
			terminal.line("  -- " + changeset.id());
			changeset.sql().lines().forEach((line) -> terminal.line("  " + line));
		}
	}

	@Override
	int exitCode(PlanView plan) {
		return plan.findings().stream().anyMatch((finding) -> finding.severity() == FindingView.Severity.ERROR)
				? ExitCode.DIFFERENCE : ExitCode.DONE;
	}

}
