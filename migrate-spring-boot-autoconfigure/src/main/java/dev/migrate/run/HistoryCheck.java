package dev.migrate.run;

import java.util.List;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.run.History.Applied;
import dev.migrate.run.RunLog.Ran;

/**
 * Checks that the history has each changeset of a run once.
 */
final class HistoryCheck {

	private HistoryCheck() {
	}

	/**
	 * Check the history after a run.
	 * @param history the history
	 * @param ran the changesets of the run
	 * @param database the name of the database in messages
	 * @throws MigrationFailedException if a changeset is missing from the history, or is
	 * in it more than once
	 */
	static void check(History history, List<Ran> ran, String database) {
		List<ChangesetKey> rows = history.applied().stream().map((Applied row) -> ChangesetKey.of(row)).toList();
		for (Ran entry : ran) {
			ChangesetKey key = ChangesetKey.of(entry);
			long count = rows.stream().filter(key::equals).count();
			if (count != 1) {
				throw new MigrationFailedException(ErrorCode.HISTORY_INCONSISTENT,
						"Changeset " + entry.id() + " of " + entry.path() + " has run, but "
								+ ((count == 0) ? "is missing from" : "is " + count + " times in")
								+ " the history of the database '" + database
								+ "'; check the database before the next run.",
						null);
			}
		}
	}

}
