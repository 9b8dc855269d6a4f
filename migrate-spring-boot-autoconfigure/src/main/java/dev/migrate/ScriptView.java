package dev.migrate;

import java.util.List;

/**
 * A run rendered as SQL.
 *
 * @param database the name of the database in this application
 * @param from the ids of the revisions that the database must be at
 * @param to the ids of the new revisions
 * @param revisions the ids of the revisions that are applied, undone or stamped, in that
 * order
 * @param losses the lost rows, one line per changeset
 * @param sql the statements; empty if there is nothing to do
 */
public record ScriptView(String database, List<String> from, List<String> to, List<String> revisions,
		List<String> losses, String sql) {

}
