package dev.migrate.laws;

import java.util.ArrayList;
import java.util.List;

/**
 * A generated revision in YAML, with a statement that fails before any of its changes.
 *
 * @param text the text of the file
 * @param lines its lines
 * @param places the lines before which a change begins
 */
record FailingStatements(String text, List<String> lines, List<Integer> places) {

	private static final String FAILING = "        - sql:\n            splitStatements: false\n"
			+ "            sql: select * from a_table_that_does_not_exist";

	static FailingStatements of(String text) {
		List<String> lines = List.of(text.split("\n"));
		List<Integer> places = new ArrayList<>();
		boolean changes = false;
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			if (line.matches(" {6}\\S.*")) {
				changes = line.equals("      changes:");
			}
			if (changes && line.startsWith("        - ")) {
				places.add(i);
			}
		}
		return new FailingStatements(text, lines, List.copyOf(places));
	}

	int count() {
		return this.places.size();
	}

	/**
	 * Return the file with the statement.
	 * @param index the number of the change before which it is run
	 * @return the text
	 */
	String at(int index) {
		List<String> changed = new ArrayList<>(this.lines);
		changed.add(this.places.get(index), FAILING);
		return String.join("\n", changed) + "\n";
	}

}
