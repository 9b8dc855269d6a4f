package dev.migrate;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Masks passwords and other secrets in text.
 */
public final class Secrets {

	private static final String MASK = "***";

	// A token alone is what a parser complains about.
	private static final String NAME = "(?<![\\w.-])[\\w.-]{0,60}?(?:password|passwd|pwd|passphrase|secret|credentials?"
			+ "|[\\w.-]token|(?:api|access|private|signing|encryption)[_.-]?key)";

	private static final Pattern SECRET_NAME = Pattern.compile("(?i)token\\w*|" + NAME + "\\w*");

	private static final Pattern PARAMETER = Pattern
		.compile("(?i)(" + NAME + "[\"']?\\s?[=:]\\s?[\"']?)(?:\\{[^}]*\\}|[^&;\\s\"',]+)");

	// A password may contain what ends the part of the URL that it is in.
	private static final Pattern AUTHORITY = Pattern.compile("(://[^:/@\\s]+:)[^\\s?;]*@");

	private static final Pattern USER_AND_PASSWORD = Pattern.compile("(\\bjdbc:\\w+:\\w+:[^/@:\\s]+/)[^\\s@]+@");

	private static final Pattern STATEMENT = Pattern
		.compile("(?i)(\\b(?:password|identified\\s+(?:with\\s+\\S+\\s+)?(?:by|as))\\s+)'(?:[^']|'')*'?");

	private static final String CUT_OFF = "…";

	private static final int SHORTEST = 4;

	private Secrets() {
	}

	/**
	 * Mask the passwords in JDBC URLs, in properties and in statements that set one.
	 * @param text any text
	 * @return the text with masked passwords
	 */
	public static String mask(String text) {
		String masked = PARAMETER.matcher(text).replaceAll("$1***");
		masked = AUTHORITY.matcher(masked).replaceAll("$1***@");
		masked = USER_AND_PASSWORD.matcher(masked).replaceAll("$1***@");
		return STATEMENT.matcher(masked).replaceAll("$1'***'");
	}

	/**
	 * Mask also the values of those parameters whose names say that they are secret, such
	 * as {@code apiKey}.
	 * @param text any text, which may have been cut off with an ellipsis
	 * @param parameters the parameters by name
	 * @return the text with masked secrets
	 */
	public static String mask(String text, Map<String, String> parameters) {
		String masked = text;
		for (Map.Entry<String, String> parameter : parameters.entrySet()) {
			if (SECRET_NAME.matcher(parameter.getKey()).matches()) {
				masked = maskValue(masked, parameter.getValue());
			}
		}
		return mask(masked);
	}

	private static String maskValue(String text, String value) {
		String masked = text;
		String quoted = value.replace("'", "''");
		for (String form : List.of(quoted, oneLine(quoted), value, oneLine(value))) {
			if (form.length() >= SHORTEST) {
				masked = masked.replace(form, MASK);
			}
			for (int i = form.length() - 1; i >= SHORTEST && masked.contains(CUT_OFF); i--) {
				masked = masked.replace(form.substring(0, i) + CUT_OFF, MASK + CUT_OFF);
			}
		}
		return masked;
	}

	private static String oneLine(String text) {
		return text.strip().replaceAll("\\s+", " ");
	}

	/**
	 * Mask the secrets in the messages of a failure, of its causes, and of what is
	 * suppressed in them.
	 * @param failure the failure
	 * @param mask masks the secrets in a message
	 * @return the failure itself if no message has a secret; otherwise one that is
	 * printed in the same way
	 */
	public static Throwable mask(Throwable failure, UnaryOperator<String> mask) {
		return hasSecret(failure, mask, Collections.newSetFromMap(new IdentityHashMap<>()))
				? new MaskedException(failure, mask, Collections.newSetFromMap(new IdentityHashMap<>())) : failure;
	}

	private static boolean hasSecret(@Nullable Throwable failure, UnaryOperator<String> mask, Set<Throwable> seen) {
		if (failure == null || !seen.add(failure)) {
			return false;
		}
		String text = failure.toString();
		if (!mask.apply(text).equals(text) || hasSecret(failure.getCause(), mask, seen)) {
			return true;
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			if (hasSecret(suppressed, mask, seen)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A copy of an exception without secrets.
	 */
	private static final class MaskedException extends Exception {

		private final String text;

		private MaskedException(Throwable failure, UnaryOperator<String> mask, Set<Throwable> seen) {
			super(mask.apply(String.valueOf(failure.getMessage())));
			seen.add(failure);
			this.text = mask.apply(failure.toString());
			setStackTrace(failure.getStackTrace());
			Throwable cause = failure.getCause();
			if (cause != null && !seen.contains(cause)) {
				initCause(new MaskedException(cause, mask, seen));
			}
			for (Throwable suppressed : failure.getSuppressed()) {
				if (!seen.contains(suppressed)) {
					addSuppressed(new MaskedException(suppressed, mask, seen));
				}
			}
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
