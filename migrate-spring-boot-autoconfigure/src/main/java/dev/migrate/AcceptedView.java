package dev.migrate;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The accepted differences of a database.
 *
 * @param unlisted the number of differences that are not listed because they are accepted
 * @param outdated the accepted differences that no longer exist
 * @param added the differences that were accepted by this request
 * @param removed the accepted differences that were forgotten by this request
 * @param file the file with the accepted differences; {@code null} if the request does
 * not change it
 */
public record AcceptedView(int unlisted, List<AcceptedDifference> outdated, List<AcceptedDifference> added,
		List<AcceptedDifference> removed, @Nullable Path file) {

	/**
	 * No accepted differences.
	 */
	public static final AcceptedView NONE = new AcceptedView(0, List.of(), List.of(), List.of(), null);

	public AcceptedView {
		outdated = List.copyOf(outdated);
		added = List.copyOf(added);
		removed = List.copyOf(removed);
	}

}
