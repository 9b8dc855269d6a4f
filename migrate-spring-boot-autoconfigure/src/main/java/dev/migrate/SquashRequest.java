package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * A request to replace several revisions by one.
 *
 * @param range the revisions, as {@code A:B}, {@code :B} or {@code A:}
 * @param message the message of the new revision; {@code null} for a generated one
 * @param author the author; {@code null} for the configured one
 * @param format the format of the file; {@code null} for the configured one
 * @param dryRun whether to write nothing and return what would be written
 */
public record SquashRequest(String range, @Nullable String message, @Nullable String author,
		@Nullable ChangelogFormat format, boolean dryRun) {

}
