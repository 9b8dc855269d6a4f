package dev.migrate.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.migrate.change.Difference;
import dev.migrate.changelog.TouchedTables;

/**
 * Describes tables that were changed since the last run, other than by a run.
 */
public final class ChangedTables {

	private ChangedTables() {
	}

	/**
	 * Find the changes of the tables that are touched. Which ones a changeset touches
	 * that does not tell is not known.
	 * @param changes the differences by table
	 * @param touched the touched tables
	 * @return those of the tables that are named
	 */
	static Map<String, List<Difference>> among(Map<String, List<Difference>> changes, TouchedTables touched) {
		Map<String, List<Difference>> among = new TreeMap<>(changes);
		among.keySet().removeIf((table) -> !touched.names().contains(table.toLowerCase(Locale.ROOT)));
		return among;
	}

	/**
	 * Describe the changes.
	 * @param changes the differences by table, with the table after the last run as what
	 * is desired
	 * @return one sentence a table
	 */
	public static List<String> describe(Map<String, List<Difference>> changes) {
		return changes.entrySet()
			.stream()
			.map((entry) -> "The table " + entry.getKey() + " was changed by hand since the last run of migrations: "
					+ Excerpt.of(entry.getValue().stream().map(ChangedTables::describe).toList(), "; ") + ".")
			.toList();
	}

	private static String describe(Difference difference) {
		if (difference.desired().equals(Difference.NOTHING)) {
			return difference.thing() + " is new: " + difference.current();
		}
		if (difference.current().equals(Difference.NOTHING)) {
			return difference.thing() + " is gone: " + difference.desired();
		}
		return difference.thing() + " is " + difference.current() + " and was " + difference.desired();
	}

}
