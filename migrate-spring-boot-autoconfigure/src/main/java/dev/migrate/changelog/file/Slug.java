package dev.migrate.changelog.file;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The words of a file's name, made from a message.
 */
public final class Slug {

	/**
	 * The most letters that a slug has where nobody says otherwise.
	 */
	public static final int LENGTH = 40;

	private static final String NOTHING = "revision";

	private Slug() {
	}

	/**
	 * Make a slug.
	 * @param message what somebody wrote, of any length, with anything in it
	 * @return 1 to 40 lower-case ASCII letters, digits and underscores
	 */
	public static String of(String message) {
		return of(message, LENGTH);
	}

	/**
	 * Make a slug.
	 * @param message what somebody wrote, of any length, with anything in it
	 * @param length the most letters that it may have, at least 1
	 * @return lower-case ASCII letters, digits and underscores, whole words where one
	 * fits
	 */
	public static String of(String message, int length) {
		String ascii = Normalizer.normalize(message, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
		String words = ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
		if (words.length() > length) {
			int lastWord = words.lastIndexOf('_', length);
			words = words.substring(0, (lastWord > 0) ? lastWord : length);
		}
		return words.isEmpty() ? NOTHING.substring(0, Math.min(length, NOTHING.length())) : words;
	}

}
