package dev.migrate;

import java.util.List;

/**
 * The SQL of a run that did not take place.
 *
 * @param database the name of the database in this application
 * @param from the ids of the revisions that a database has to be at for it
 * @param to the ids of the revisions that the database is at afterwards
 * @param revisions the ids of the revisions that it applies, undoes or stamps, in that
 * order
 * @param losses what rows are lost by it, one line a changeset
 * @param sql the statements; empty where there is nothing to do
 */
public record ScriptView(String database, List<String> from, List<String> to, List<String> revisions,
		List<String> losses, String sql) {

}
