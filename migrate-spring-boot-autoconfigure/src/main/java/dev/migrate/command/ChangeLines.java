package dev.migrate.command;

import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;

/**
 * What a comparison found, as lines for people.
 */
final class ChangeLines {

	private ChangeLines() {
	}

	static void print(List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes, Screen screen) {
		TextTable table = new TextTable();
		changes.forEach((change) -> table.row(TextTable.cell(change.description()), RiskWords.coloured(risk(change))));
		screen.table(table);
		if (!changes.isEmpty()) {
			screen.line(RiskWords.summary(changes));
		}
		leftAlone.forEach((thing) -> screen.line("Left alone: " + thing.description() + " (" + thing.reason() + ")"
				+ ((thing.option() != null) ? ": " + thing.option() : "")));
		notes.forEach((note) -> screen.line("Note: " + note));
	}

	private static String risk(ChangeView change) {
		return change.reasons().isEmpty() ? change.risk() : change.risk() + ": " + String.join("; ", change.reasons());
	}

}
