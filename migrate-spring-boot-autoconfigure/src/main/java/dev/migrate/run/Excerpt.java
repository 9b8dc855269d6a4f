package dev.migrate.run;

import java.util.List;

/**
 * The beginning of a list that may be too long for a message.
 */
public final class Excerpt {

	private static final int LONGEST = 5;

	private Excerpt() {
	}

	/**
	 * Join the first entries of a list.
	 * @param entries the entries
	 * @param separator what stands between two of them
	 * @return at most five entries, and how many more there are
	 */
	public static String of(List<String> entries, String separator) {
		if (entries.size() <= LONGEST) {
			return String.join(separator, entries);
		}
		return String.join(separator, entries.subList(0, LONGEST)) + separator + "and " + (entries.size() - LONGEST)
				+ " more";
	}

}
