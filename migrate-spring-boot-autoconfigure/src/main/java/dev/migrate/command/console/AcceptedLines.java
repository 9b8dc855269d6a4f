package dev.migrate.command.console;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.AcceptedDifference;
import dev.migrate.AcceptedView;
import org.jspecify.annotations.Nullable;

/**
 * Prints the accepted differences as lines for users.
 */
public final class AcceptedLines {

	private AcceptedLines() {
	}

	/**
	 * Print how many differences are left out.
	 * @param unlisted the number of accepted differences
	 * @param screen where to print
	 */
	public static void print(int unlisted, Screen screen) {
		if (unlisted > 0) {
			screen.line(count(unlisted) + ((unlisted == 1) ? " is not listed." : " are not listed."));
		}
	}

	/**
	 * Print the accepted differences that no longer exist.
	 * @param outdated these differences
	 * @param screen where to print
	 */
	public static void printOutdated(List<AcceptedDifference> outdated, Screen screen) {
		outdated.forEach((difference) -> screen.line("No longer true: " + text(difference)
				+ ". To take it out: check --forget '" + difference.thing().replace("'", "'\\''") + "'"));
	}

	/**
	 * Print what a request has changed.
	 * @param view the accepted differences
	 * @param dryRun whether nothing was written
	 * @param screen where to print
	 */
	public static void printWritten(AcceptedView view, boolean dryRun, Screen screen) {
		if (view.file() == null) {
			return;
		}
		view.removed().forEach((difference) -> screen.line((dryRun ? "Would forget " : "Forgot ") + text(difference)));
		screen.line((dryRun ? "Would write " : "Wrote ") + view.file()
				+ (view.added().isEmpty() ? "" : ": " + count(view.added().size()) + " added"));
	}

	/**
	 * Return a number of accepted differences in words.
	 * @param number the number
	 * @return the words
	 */
	public static String count(int number) {
		return (number == 1) ? "1 accepted difference" : number + " accepted differences";
	}

	private static String text(AcceptedDifference difference) {
		return difference.thing() + ", "
				+ Stream
					.of(side("database", difference.database()), side("changelog", difference.changelog()),
							side("entities", difference.entities()))
					.flatMap((side) -> side)
					.collect(Collectors.joining(", "));
	}

	private static Stream<String> side(String name, @Nullable String text) {
		return Stream.ofNullable(text).map((description) -> name + ": " + description);
	}

}
