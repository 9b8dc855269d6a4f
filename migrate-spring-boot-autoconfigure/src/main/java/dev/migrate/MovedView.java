package dev.migrate;

import java.util.List;

/**
 * The result of an upgrade or a downgrade.
 *
 * @param database the name of the database in this application
 * @param from the ids of the previous revisions
 * @param to the ids of the new revisions
 * @param revisions the revisions that were applied or undone, in that order
 * @param losses the lost rows, one line per changeset; empty for an upgrade
 * @param leftBehind the repeatable changesets that a downgrade leaves as they are, since
 * they have no rollback, one line each; empty for an upgrade
 */
public record MovedView(String database, List<String> from, List<String> to, List<RevisionView> revisions,
		List<String> losses, List<String> leftBehind) {

}
