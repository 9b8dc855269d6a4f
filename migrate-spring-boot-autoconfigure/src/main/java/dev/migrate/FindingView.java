package dev.migrate;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A view of something that is wrong, or worth knowing, about an application or its
 * database.
 *
 * @param severity how bad it is
 * @param code the code of the problem, for example {@code drop-first}, which does not
 * change between versions
 * @param file the file to change, relative to the working directory; {@code null} if the
 * problem is in no file
 * @param line the line in the file, starting at 1; {@code null} if it is unknown
 * @param description what is wrong, in whole sentences
 * @param action what to do about it, in whole sentences; {@code null} if nothing needs to
 * be done
 */
public record FindingView(Severity severity, String code, @Nullable String file, @Nullable Integer line,
		String description, @Nullable String action) {

	/**
	 * How bad a finding is.
	 */
	public enum Severity {

		/**
		 * Migrations fail, or destroy something.
		 */
		ERROR,

		/**
		 * Migrations work now, and something will go wrong later or elsewhere.
		 */
		WARNING,

		/**
		 * Nothing is wrong.
		 */
		NOTE;

		/**
		 * Return the severity as text for users.
		 * @return a lower-case word
		 */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
