package dev.migrate.command;

import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.GeneratedView;
import dev.migrate.command.console.AcceptedLines;
import dev.migrate.command.console.ChangeLines;
import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Terminal;

/**
 * Prints a revision that was generated, or would be.
 */
final class GeneratedRevision {

	private GeneratedRevision() {
	}

	/**
	 * Print a revision: the file as a document in a dry run, and otherwise what it does.
	 * @param view the revision
	 * @param dryRun whether nothing was written
	 * @param nothing the sentence where there is no revision
	 * @param terminal where to print it
	 */
	static void print(GeneratedView view, boolean dryRun, String nothing, Terminal terminal) {
		if (dryRun && view.content() != null) {
			print(view, terminal.notes());
			terminal.note("Would write " + view.file());
			terminal.document(view.content());
			return;
		}
		if (view.file() == null) {
			terminal.line(nothing);
		}
		print(view, terminal.results());
		if (view.file() != null) {
			terminal.line("Wrote " + view.file());
		}
	}

	private static void print(GeneratedView view, Screen screen) {
		print(view.changes(), view.leftAlone(), view.notes(), view.accepted(), screen);
	}

	/**
	 * Print what a revision does, and what it leaves alone.
	 * @param changes its changes
	 * @param leftAlone the objects that it leaves alone
	 * @param notes what the user has to know
	 * @param accepted the number of accepted differences that it leaves out
	 * @param screen where to print it
	 */
	static void print(List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes, int accepted,
			Screen screen) {
		ChangeLines.print(changes, leftAlone, notes, screen);
		AcceptedLines.print(accepted, screen);
	}

}
