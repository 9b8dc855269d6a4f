package dev.migrate.changelog.write;

import dev.migrate.change.FillColumn;

/**
 * The text that stands for a value which the user still has to supply. It is the name of
 * a column that does not exist, so that no product runs a statement with it, with or
 * without rows.
 */
final class Placeholder {

	private static final String PREFIX = "FILL_IN_";

	private Placeholder() {
	}

	/**
	 * Return the placeholder of a value.
	 * @param fill the change that needs the value
	 * @return for example {@code FILL_IN_person_age}
	 */
	static String of(FillColumn fill) {
		String name = fill.table().name() + "_" + fill.column().name();
		return PREFIX + name.replaceAll("[^A-Za-z0-9_]", "_");
	}

	/**
	 * Return whether a text is a placeholder. It is written with quotes, so that an
	 * expression with any characters can replace it.
	 * @param text the text
	 * @return {@code true} if a value is to be written in its place
	 */
	static boolean isPlaceholder(String text) {
		return text.startsWith(PREFIX);
	}

}
