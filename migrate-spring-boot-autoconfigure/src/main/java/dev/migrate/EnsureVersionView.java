package dev.migrate;

import java.util.List;

/**
 * Which of Liquibase's tables were created.
 *
 * @param database the name of the database in this application
 * @param created the names of the tables that were missing; empty if both existed
 */
public record EnsureVersionView(String database, List<String> created) {

}
