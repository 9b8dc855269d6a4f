package dev.migrate.changelog;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The words of a file's name, made from a message.
 */
public final class Slug {

	private static final int MAX_LENGTH = 40;

	private static final String NOTHING = "revision";

	private Slug() {
	}

	/**
	 * Make a slug.
	 * @param message what somebody wrote, of any length, with anything in it
	 * @return 1 to 40 lower-case ASCII letters, digits and underscores
	 */
	public static String of(String message) {
		String ascii = Normalizer.normalize(message, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
		String words = ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
		if (words.length() > MAX_LENGTH) {
			int lastWord = words.lastIndexOf('_', MAX_LENGTH);
			words = words.substring(0, (lastWord > 0) ? lastWord : MAX_LENGTH);
		}
		return words.isEmpty() ? NOTHING : words;
	}

}
