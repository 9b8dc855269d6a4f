package dev.migrate.changelog.write;

import java.util.Locale;

/**
 * Texts in JSON.
 */
public final class JsonText {

	private JsonText() {
	}

	/**
	 * Quote a text.
	 * @param text the text
	 * @return the text as a JSON string, on one line
	 */
	public static String of(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.chars().forEach((character) -> {
			switch (character) {
				case '"' -> quoted.append("\\\"");
				case '\\' -> quoted.append("\\\\");
				case '\n' -> quoted.append("\\n");
				case '\t' -> quoted.append("\\t");
				default -> quoted.append((character < 0x20 || character == 0x7f || character == 0x85
						|| character == 0x2028 || character == 0x2029)
								? String.format(Locale.ROOT, "\\u%04x", character) : String.valueOf((char) character));
			}
		});
		return quoted.append('"').toString();
	}

}
