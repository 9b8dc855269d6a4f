package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request to undo the changes that were made to a database by hand.
 *
 * @param drop the objects to drop although the changelog knows nothing of them
 * @param dryRun whether to run nothing and return what would be run
 * @param agreed the statements that the user has agreed to; {@code null} to agree to all
 */
public record RevertDriftRequest(List<String> drop, boolean dryRun, @Nullable List<String> agreed) {

	public RevertDriftRequest {
		drop = List.copyOf(drop);
	}

}
