package dev.migrate.command.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;

/**
 * Rows of text whose columns are as wide as their widest cell.
 */
public class TextTable {

	private static final int GAP = 1;

	private final List<Text[]> rows = new ArrayList<>();

	public void row(@Nullable String... cells) {
		row(Arrays.stream(cells).map(TextTable::cell).toArray(Text[]::new));
	}

	public void row(Text... cells) {
		this.rows.add(cells);
	}

	/**
	 * Return text that fits into a row.
	 * @param text any text; {@code null} for none
	 * @return the text on one line
	 */
	public static Text cell(@Nullable String text) {
		return Words.plain((text != null) ? text.replaceAll("\\R", " ") : null);
	}

	/**
	 * Return the lines of the table.
	 * @param ansi whether they have colours
	 * @return the lines
	 */
	public List<String> lines(Ansi ansi) {
		if (this.rows.isEmpty()) {
			return List.of();
		}
		Help.TextTable table = Help.TextTable.forColumns(Help.defaultColorScheme(ansi), columns());
		// Widths are counted in characters below, so they must be counted so here
		table.setAdjustLineBreaksForWideCJKCharacters(false);
		this.rows.forEach((row) -> table.addRowValues(ansi.enabled() ? row : plain(row)));
		return table.toString().lines().map(String::stripTrailing).toList();
	}

	private static Text[] plain(Text[] row) {
		return Arrays.stream(row).map((cell) -> Ansi.OFF.apply(cell.plainString(), List.of())).toArray(Text[]::new);
	}

	private Column[] columns() {
		return IntStream.range(0, this.rows.get(0).length)
			.mapToObj((column) -> new Column(width(column), (column > 0) ? GAP : 0, Overflow.SPAN))
			.toArray(Column[]::new);
	}

	private int width(int column) {
		int widest = this.rows.stream().mapToInt((row) -> row[column].plainString().length()).max().orElse(0);
		// One more than the text, which must not fill its column
		return widest + 1 + ((column > 0) ? GAP : 0);
	}

}
