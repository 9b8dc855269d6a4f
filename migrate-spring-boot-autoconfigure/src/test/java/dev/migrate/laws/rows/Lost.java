package dev.migrate.laws.rows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.GeneratedView;
import dev.migrate.change.Risk;

/**
 * What the changes of a revision declare lost.
 */
public final class Lost {

	private Lost() {
	}

	/**
	 * Return what a revision declares lost.
	 * @param generated the revision
	 * @return the names of tables, and of columns with their tables, in lower case, among
	 * the other words of the descriptions
	 */
	public static Set<String> by(GeneratedView generated) {
		return generated.changes()
			.stream()
			.filter((change) -> change.risk() == Risk.Kind.LOSES_DATA)
			.flatMap((change) -> Arrays.stream(change.description().toLowerCase(Locale.ROOT).split(" ")))
			.collect(Collectors.toSet());
	}

}
