package dev.migrate.command;

import java.util.List;
import java.util.function.Consumer;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;

/**
 * What a comparison found, as lines for people.
 */
final class ChangeLines {

	private ChangeLines() {
	}

	static void print(List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes,
			Consumer<String> line) {
		TextTable table = new TextTable();
		changes.forEach((change) -> table.row(change.description(), risk(change)));
		table.lines().forEach(line);
		leftAlone.forEach((thing) -> line.accept("Left alone: " + thing.description() + " (" + thing.reason() + ")"
				+ ((thing.option() != null) ? ": " + thing.option() : "")));
		notes.forEach((note) -> line.accept("Note: " + note));
	}

	private static String risk(ChangeView change) {
		return change.reasons().isEmpty() ? change.risk() : change.risk() + ": " + String.join("; ", change.reasons());
	}

}
