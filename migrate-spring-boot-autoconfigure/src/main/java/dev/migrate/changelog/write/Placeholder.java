package dev.migrate.changelog.write;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.migrate.change.FillColumn;

/**
 * The text that stands for a value which the user still has to supply. It is the name of
 * a column that does not exist, so that no product runs a statement with it, with or
 * without rows.
 */
public final class Placeholder {

	private static final String PREFIX = "FILL_IN_";

	private static final Pattern WRITTEN = Pattern.compile("\\b" + PREFIX + "\\w+");

	private Placeholder() {
	}

	/**
	 * Return the placeholder of a value.
	 * @param fill the change that needs the value
	 * @return for example {@code FILL_IN_person_age}
	 */
	public static String of(FillColumn fill) {
		String name = fill.table().name() + "_" + fill.column().name();
		return PREFIX + name.replaceAll("[^A-Za-z0-9_]", "_");
	}

	/**
	 * Find a placeholder in a text.
	 * @param text the text, such as a query
	 * @return the first placeholder; empty if there is none
	 */
	public static Optional<String> find(String text) {
		return WRITTEN.matcher(text).results().map(MatchResult::group).findFirst();
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
