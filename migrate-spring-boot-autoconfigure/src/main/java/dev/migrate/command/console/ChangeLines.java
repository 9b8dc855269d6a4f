package dev.migrate.command.console;

import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;

/**
 * Prints the result of a comparison as lines for users.
 */
public final class ChangeLines {

	private ChangeLines() {
	}

	public static void print(List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes,
			Screen screen) {
		TextTable table = new TextTable();
		changes.forEach((change) -> table.row(TextTable.cell(change.description()), RiskText.of(change)));
		screen.table(table);
		if (!changes.isEmpty()) {
			screen.line(RiskText.summary(changes));
		}
		leftAlone.forEach((object) -> screen.line("Left alone: " + object.description() + " (" + object.reason() + ")"
				+ ((object.option() != null) ? ": " + object.option() : "")));
		notes.forEach((note) -> screen.line("Note: " + note));
	}

}
