package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.CheckView;
import dev.migrate.ComparisonView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.command.console.ChangeLines;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/**
 * Compares the entities, the changelog and the database.
 */
@Command(name = "check", header = "Check that the entities, the changelog and the database agree.",
		description = "Ends with exit code 1 if they do not.", footer = { "", "Example: migrate check" })
class CheckCommand extends ViewCommand<CheckView> {

	@Override
	CheckView ask(DatabaseMigrations database, Terminal terminal) {
		return database.check();
	}

	@Override
	void print(CheckView view, Terminal terminal) {
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
		if (!view.compared()) {
			terminal.line("The entities were not compared: this application has no JPA.");
		}
		if (view.agrees() && view.drift() == null && !view.notes().isEmpty()) {
			terminal.line("Nothing is pending and nothing else differs; what the notes list was not compared.");
		}
		else if (view.agrees()) {
			terminal.line(view.compared() ? "The entities, the changelog and the database agree."
					: "The changelog and the database agree.");
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
