package dev.migrate;

import java.util.List;

/**
 * Which of Liquibase's tables were created.
 *
 * @param database the name of the database in this application
 * @param created the names of the tables that were missing; empty where both were there
 */
public record EnsureVersionView(String database, List<String> created) {

}
