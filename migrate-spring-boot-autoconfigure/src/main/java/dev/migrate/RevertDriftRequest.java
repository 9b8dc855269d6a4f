package dev.migrate;

import java.util.List;

/**
 * A request to undo the changes that were made to a database by hand.
 *
 * @param drop the objects to drop although the changelog knows nothing of them
 * @param dryRun whether to run nothing and return what would be run
 */
public record RevertDriftRequest(List<String> drop, boolean dryRun) {

	public RevertDriftRequest {
		drop = List.copyOf(drop);
	}

}
