package dev.migrate;

import java.util.List;

/**
 * What an upgrade or a downgrade did, or would do.
 *
 * @param database the name of the database in this application
 * @param from the ids of the revisions that it was at
 * @param to the ids of the revisions that it is at afterwards
 * @param revisions the revisions that were applied or undone, in that order
 * @param losses what rows are lost by it, one line a changeset; empty for an upgrade
 */
public record MovedView(String database, List<String> from, List<String> to, List<RevisionView> revisions,
		List<String> losses) {

}
