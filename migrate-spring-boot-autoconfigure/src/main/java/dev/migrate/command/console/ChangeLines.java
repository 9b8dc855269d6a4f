package dev.migrate.command.console;

import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;

/**
 * What a comparison found, as lines for people.
 */
public final class ChangeLines {

	private ChangeLines() {
	}

	public static void print(List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes,
			Screen screen) {
		TextTable table = new TextTable();
		changes.forEach((change) -> table.row(TextTable.cell(change.description()), RiskWords.of(change)));
		screen.table(table);
		if (!changes.isEmpty()) {
			screen.line(RiskWords.summary(changes));
		}
		leftAlone.forEach((thing) -> screen.line("Left alone: " + thing.description() + " (" + thing.reason() + ")"
				+ ((thing.option() != null) ? ": " + thing.option() : "")));
		notes.forEach((note) -> screen.line("Note: " + note));
	}

}
