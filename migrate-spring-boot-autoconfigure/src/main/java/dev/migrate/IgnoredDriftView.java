package dev.migrate;

/**
 * The result of accepting the changes that were made to a database by hand.
 *
 * @param database the name of the database in this application
 * @param accepted the accepted differences
 */
public record IgnoredDriftView(String database, AcceptedView accepted) {

}
