package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;

/**
 * Rows of text whose columns are as wide as their widest cell.
 */
class TextTable {

	private static final int GAP = 1;

	private final List<String[]> rows = new ArrayList<>();

	void row(@Nullable String... cells) {
		String[] row = new String[cells.length];
		for (int i = 0; i < cells.length; i++) {
			String cell = cells[i];
			row[i] = (cell != null) ? cell.replaceAll("\\R", " ") : "";
		}
		this.rows.add(row);
	}

	List<String> lines() {
		if (this.rows.isEmpty()) {
			return List.of();
		}
		Help.TextTable table = Help.TextTable.forColumns(Help.defaultColorScheme(Help.Ansi.OFF), columns());
		// Widths are counted in characters below, so they must be counted so here
		table.setAdjustLineBreaksForWideCJKCharacters(false);
		this.rows.forEach(table::addRowValues);
		return table.toString().lines().map(String::stripTrailing).toList();
	}

	private Column[] columns() {
		return IntStream.range(0, this.rows.get(0).length)
			.mapToObj((column) -> new Column(width(column), (column > 0) ? GAP : 0, Overflow.SPAN))
			.toArray(Column[]::new);
	}

	private int width(int column) {
		int widest = this.rows.stream().mapToInt((row) -> row[column].length()).max().orElse(0);
		// One more than the text, which must not fill its column
		return widest + 1 + ((column > 0) ? GAP : 0);
	}

}
