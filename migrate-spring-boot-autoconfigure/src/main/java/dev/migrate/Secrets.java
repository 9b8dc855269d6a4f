package dev.migrate;

import java.util.regex.Pattern;

/**
 * Keeps passwords out of what people read.
 */
public final class Secrets {

	private static final Pattern PARAMETER = Pattern
		.compile("(?i)((?:password|passwd|pwd|secret)=)(?:\\{[^}]*\\}|[^&;\\s\"]+)");

	private static final Pattern AUTHORITY = Pattern.compile("(://[^:/@\\s]+:)[^@/\\s]+@");

	private Secrets() {
	}

	/**
	 * Return text without the passwords of the addresses in it.
	 * @param text any text
	 * @return the text with stars in their place
	 */
	public static String mask(String text) {
		return AUTHORITY.matcher(PARAMETER.matcher(text).replaceAll("$1***")).replaceAll("$1***@");
	}

}
