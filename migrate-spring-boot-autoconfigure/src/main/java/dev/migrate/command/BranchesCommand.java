package dev.migrate.command;

import java.util.List;

import dev.migrate.BranchView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.command.console.RevisionText;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Lists the branch points.
 */
@Command(name = "branches", header = "List the branch points: the revisions that several others build on.",
		description = "Does not access the database.", footer = { "", "Example: migrate branches" })
class BranchesCommand extends ViewCommand<BranchesCommand.Branches> {

	@Mixin
	private final Detail detail = new Detail();

	@Override
	Branches ask(DatabaseMigrations database, Terminal terminal) {
		return new Branches(database.name(), database.branches());
	}

	@Override
	void print(Branches view, Terminal terminal) {
		if (view.branches().isEmpty()) {
			terminal.line("The revisions do not branch.");
		}
		if (this.detail.isAsked()) {
			RevisionText.print(view.branches().stream().map((branch) -> RevisionText.of(branch.revision())).toList(),
					terminal);
			return;
		}
		for (BranchView branch : view.branches()) {
			terminal.line(RevisionText.of(branch.revision()).line());
			branch.children().forEach((child) -> terminal.line("    -> " + RevisionText.of(child).line()));
		}
	}

	/**
	 * The branch points of a changelog.
	 *
	 * @param database the name of the database
	 * @param branches the branch points, each with its children
	 */
	record Branches(String database, List<BranchView> branches) {

	}

}
