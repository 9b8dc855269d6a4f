package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.BranchCheckView;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.CheckRequest;
import dev.migrate.CheckView;
import dev.migrate.ComparisonView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.command.console.AcceptedLines;
import dev.migrate.command.console.ChangeLines;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares the entities, the changelog and the database.
 */
@Command(name = "check", header = "Check that the entities, the changelog and the database agree.",
		description = { "Ends with exit code 1 if they do not. Accepted differences are left out." },
		footer = { "", "Examples: migrate check", "          migrate check --accept",
				"          migrate check --forget product.price", "          migrate check --against origin/main" })
class CheckCommand extends ViewCommand<CheckView> {

	@Option(names = "--accept", description = "Accept all differences: write them to a file beside the revisions.")
	private boolean accept;

	@Option(names = "--forget", paramLabel = "NAME",
			description = "Take accepted differences out of the file: a thing as the file has it, or all of a table"
					+ " or a column.")
	private List<String> forget = new ArrayList<>();

	@Option(names = "--against", paramLabel = "REF",
			description = "Compare the changelog with that of a branch, a tag or a commit in git as well, and try both"
					+ " orders of their revisions.")
	private @Nullable String against;

	@Option(names = "--dry-run", description = "Write nothing, show what --accept or --forget would write.")
	private boolean dryRun;

	@Override
	CheckView ask(DatabaseMigrations database, Terminal terminal) {
		if (this.accept && !this.forget.isEmpty()) {
			throw new CannotProceedException(ErrorCode.USAGE,
					"--accept cannot be combined with --forget; omit one of them.");
		}
		if (this.dryRun && !this.accept && this.forget.isEmpty()) {
			throw new CannotProceedException(ErrorCode.USAGE,
					"--dry-run applies to --accept and --forget: check alone writes nothing.");
		}
		return database.check(new CheckRequest(this.accept, this.forget, this.dryRun, this.against));
	}

	@Override
	void print(CheckView view, Terminal terminal) {
		AcceptedLines.printWritten(view.accepted(), this.dryRun, terminal.results());
		if (this.accept && view.accepted().added().isEmpty()) {
			terminal.line("Nothing to accept: there is no other difference.");
		}
		if (!view.pending().isEmpty()) {
			terminal.line("Pending: " + String.join(", ", view.pending()) + ". Run upgrade.");
		}
		if (view.heads().size() > 1) {
			terminal.line("Several heads: " + String.join(", ", view.heads()) + ". Run merge.");
			view.divergence().forEach(terminal::line);
		}
		List<LeftAloneView> leftAlone = new ArrayList<>(view.leftAlone());
		print("The entities require changes that the changelog does not contain:", view.changelog(), leftAlone,
				terminal);
		print("The changelog contains changes that the database does not have:", view.drift(), leftAlone, terminal);
		if (!view.changes().isEmpty()) {
			terminal.line("The entities require changes that the database does not have:");
		}
		ChangeLines.print(view.changes(), leftAlone, view.notes(), terminal.results());
		AcceptedLines.print(view.accepted().unlisted(), terminal.results());
		AcceptedLines.printOutdated(view.accepted().outdated(), terminal.results());
		if (!view.compared()) {
			terminal.line("The entities were not compared: this application has no JPA.");
		}
		if (view.against() != null) {
			print(view.against(), terminal);
		}
		if (view.agrees() && view.drift() == null && !view.notes().isEmpty()) {
			terminal.line("Nothing is pending and nothing else differs; what the notes list was not compared.");
		}
		else if (view.agrees()) {
			terminal.line(view.compared() ? "The entities, the changelog and the database agree."
					: "The changelog and the database agree.");
		}
	}

	private static void print(BranchCheckView branch, Terminal terminal) {
		String reference = branch.reference();
		if (!branch.theirs().isEmpty()) {
			terminal.line("Only in " + reference + ": " + String.join(", ", branch.theirs()) + ".");
		}
		if (!branch.edited().isEmpty()) {
			terminal.line("Edited, although " + reference + " has it: " + String.join(", ", branch.edited())
					+ ". Restore what it was, and write the change as a new revision.");
		}
		if (!branch.deleted().isEmpty()) {
			terminal.line("Deleted, although " + reference + " has it: " + String.join(", ", branch.deleted())
					+ ". Restore it.");
		}
		branch.divergence()
			.forEach((sentence) -> terminal.line("Together: " + sentence + " Merge " + reference + ", and run merge."));
		if (!branch.differences().isEmpty()) {
			terminal.line("The order matters. Databases that have had the revisions of this branch first differ from"
					+ " those that have had the ones of " + reference + " first:");
			branch.differences().forEach((difference) -> terminal.line("  " + difference));
		}
		else if (!branch.ours().isEmpty() && !branch.theirs().isEmpty()) {
			terminal
				.line("The revisions of this branch and of " + reference + " build the same schema in both orders.");
		}
	}

	private static void print(String heading, @Nullable ComparisonView comparison, List<LeftAloneView> leftAlone,
			Terminal terminal) {
		if (comparison == null) {
			return;
		}
		if (!comparison.changes().isEmpty()) {
			terminal.line(heading);
			ChangeLines.print(comparison.changes(), List.of(), List.of(), terminal.results());
		}
		// An unmanaged object is reported once, even if it is in several comparisons.
		comparison.leftAlone()
			.stream()
			.filter((more) -> leftAlone.stream().noneMatch((told) -> told.description().equals(more.description())))
			.forEach(leftAlone::add);
	}

	@Override
	int exitCode(CheckView view) {
		return view.agrees() ? ExitCode.DONE : ExitCode.DIFFERENCE;
	}

}
