package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request to write a revision with the changes that were made to a database by hand.
 *
 * @param message the message of the revision
 * @param author the author; {@code null} for the configured one
 * @param format the format of the file; {@code null} for the configured one
 * @param defaults the values of existing rows, as of {@link Answers#defaults()}
 * @param include the objects to adopt although the changelog knows nothing of them
 * @param dryRun whether to write nothing and return what would be written
 */
public record AdoptDriftRequest(String message, @Nullable String author, @Nullable ChangelogFormat format,
		List<String> defaults, List<String> include, boolean dryRun) {

	public AdoptDriftRequest {
		defaults = List.copyOf(defaults);
		include = List.copyOf(include);
	}

}
