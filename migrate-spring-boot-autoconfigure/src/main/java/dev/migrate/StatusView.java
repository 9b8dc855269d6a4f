package dev.migrate;

import java.util.List;

/**
 * The status of a database.
 *
 * @param database the name of the database in this application
 * @param current the ids of the current revisions; empty before the first
 * @param heads the ids of the heads of the changelog
 * @param revisions all revisions, in execution order
 */
public record StatusView(String database, List<String> current, List<String> heads, List<RevisionView> revisions) {

}
