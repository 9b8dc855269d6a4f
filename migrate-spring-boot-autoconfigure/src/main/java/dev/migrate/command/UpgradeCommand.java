package dev.migrate.command;

import dev.migrate.Migrations;
import dev.migrate.MovedView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Applies revisions.
 */
@Command(name = "upgrade", header = "Apply revisions.", description = "With REV, that revision and its ancestors only.",
		footer = { "", "Examples: migrate upgrade", "          migrate upgrade +1",
				"          migrate upgrade add_price" })
class UpgradeCommand extends ViewCommand<MovedView> {

	@Parameters(paramLabel = "REV", arity = "0..1", defaultValue = "head",
			description = "The revision: an id, a part of an id or a name, head, +N. Default: head.")
	private String revision = "head";

	@Option(names = "--dry-run", description = "Apply nothing, show what would be applied.")
	private boolean dryRun;

	@Override
	MovedView ask(Migrations migrations, String database, Terminal terminal) {
		return migrations.upgrade(database, this.revision, this.dryRun);
	}

	@Override
	void print(MovedView view, Terminal terminal) {
		if (view.revisions().isEmpty()) {
			terminal.line("Nothing to upgrade: the database is at " + Revisions.at(view.to()) + ".");
		}
		String verb = (this.dryRun ? "Would run" : "Running") + " upgrade ";
		view.revisions()
			.forEach((revision) -> terminal
				.line(verb + Revisions.at(revision.parents()) + " -> " + revision.id() + Revisions.message(revision)));
	}

}
