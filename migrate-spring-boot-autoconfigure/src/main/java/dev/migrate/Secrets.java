package dev.migrate;

import java.util.regex.Pattern;

/**
 * Masks passwords in text.
 */
public final class Secrets {

	private static final Pattern PARAMETER = Pattern
		.compile("(?i)((?:password|passwd|pwd|secret)=)(?:\\{[^}]*\\}|[^&;\\s\"]+)");

	private static final Pattern AUTHORITY = Pattern.compile("(://[^:/@\\s]+:)[^@/\\s]+@");

	private Secrets() {
	}

	/**
	 * Mask the passwords in JDBC URLs.
	 * @param text any text
	 * @return the text with masked passwords
	 */
	public static String mask(String text) {
		return AUTHORITY.matcher(PARAMETER.matcher(text).replaceAll("$1***")).replaceAll("$1***@");
	}

}
