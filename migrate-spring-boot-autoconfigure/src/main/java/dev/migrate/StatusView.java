package dev.migrate;

import java.util.List;

/**
 * Where a database stands.
 *
 * @param database the name of the database in this application
 * @param current the ids of the revisions that it is at; empty before the first
 * @param heads the ids of the heads of the changelog
 * @param revisions all revisions, in the order in which they run
 */
public record StatusView(String database, List<String> current, List<String> heads, List<RevisionView> revisions) {

}
