package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * How to adopt a database that is there already.
 *
 * @param message what the baseline is for; {@code null} for words that say where it comes
 * from
 * @param author who writes it; {@code null} for the configured one
 * @param format the format of the file; {@code null} for the configured one
 * @param flyway whether Flyway has to have migrated the database
 * @param dryRun whether to write nothing, and stamp nothing, and return what would be
 * written
 */
public record AdoptRequest(@Nullable String message, @Nullable String author, @Nullable ChangelogFormat format,
		boolean flyway, boolean dryRun) {

	/**
	 * Adopt a database, whoever made it.
	 */
	public static final AdoptRequest DEFAULT = new AdoptRequest(null, null, null, false, false);

}
