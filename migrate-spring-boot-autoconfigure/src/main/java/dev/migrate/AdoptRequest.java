package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * A request to adopt an existing database.
 *
 * @param message the message of the baseline; {@code null} for a generated one
 * @param author the author; {@code null} for the configured one
 * @param format the format of the file; {@code null} for the configured one
 * @param flyway whether the database must have been migrated by Flyway
 * @param dryRun whether to write and stamp nothing and only return what would be written
 */
public record AdoptRequest(@Nullable String message, @Nullable String author, @Nullable ChangelogFormat format,
		boolean flyway, boolean dryRun) {

	/**
	 * Adopt any database with the configured author and format.
	 */
	public static final AdoptRequest DEFAULT = new AdoptRequest(null, null, null, false, false);

}
