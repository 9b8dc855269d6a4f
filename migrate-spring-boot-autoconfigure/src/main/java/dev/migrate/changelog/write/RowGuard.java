package dev.migrate.changelog.write;

/**
 * A row that must not exist for a change to be possible, checked before the first
 * changeset of a revision.
 *
 * @param query a query that returns 0 if there is no such row, and stops at the first
 * @param message what it means if there is one, and what to do; without an end mark
 */
record RowGuard(String query, String message) {

}
