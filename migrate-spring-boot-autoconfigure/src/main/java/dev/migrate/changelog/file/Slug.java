package dev.migrate.changelog.file;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The part of a file name that is derived from a message.
 */
public final class Slug {

	/**
	 * The default maximum length of a slug.
	 */
	public static final int LENGTH = 40;

	private static final String NOTHING = "revision";

	private Slug() {
	}

	/**
	 * Create a slug.
	 * @param message the message, with any characters
	 * @return 1 to 40 lower-case ASCII letters, digits and underscores
	 */
	public static String of(String message) {
		return of(message, LENGTH);
	}

	/**
	 * Create a slug.
	 * @param message the message, with any characters
	 * @param length the maximum length, at least 1
	 * @return lower-case ASCII letters, digits and underscores, cut at a word if possible
	 */
	public static String of(String message, int length) {
		String ascii = Normalizer.normalize(message, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
		String slug = ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
		if (slug.length() > length) {
			int end = slug.lastIndexOf('_', length);
			slug = slug.substring(0, (end > 0) ? end : length);
		}
		return slug.isEmpty() ? NOTHING.substring(0, Math.min(length, NOTHING.length())) : slug;
	}

}
