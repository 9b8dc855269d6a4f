package dev.migrate;

import java.util.List;

/**
 * What a stamp changed in the history, or would change.
 *
 * @param database the name of the database in this application
 * @param from the ids of the revisions that it was at
 * @param to the ids of the revisions that it is at afterwards
 * @param added the revisions that got rows in the history
 * @param removed the revisions that lost their rows
 * @param left the changesets of rows that stay although no file has them: path, id and
 * author
 * @param purged how many rows were deleted first; 0 without a purge
 */
public record StampView(String database, List<String> from, List<String> to, List<RevisionView> added,
		List<RevisionView> removed, List<String> left, int purged) {

}
