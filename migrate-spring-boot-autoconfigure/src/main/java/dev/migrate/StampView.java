package dev.migrate;

import java.util.List;

/**
 * The result of a stamp.
 *
 * @param database the name of the database in this application
 * @param from the ids of the previous revisions
 * @param to the ids of the new revisions
 * @param added the revisions that were added to the history
 * @param removed the revisions that were removed from the history
 * @param left the path, id and author of changesets that remain without a file
 * @param purged the number of rows that were deleted first; 0 without a purge
 */
public record StampView(String database, List<String> from, List<String> to, List<RevisionView> added,
		List<RevisionView> removed, List<String> left, int purged) {

}
