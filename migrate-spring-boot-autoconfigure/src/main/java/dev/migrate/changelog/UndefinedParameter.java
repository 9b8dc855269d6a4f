package dev.migrate.changelog;

/**
 * A changelog parameter without a value. Liquibase leaves its place as it is written.
 *
 * @param path the path of the file in Liquibase
 * @param line the line, starting at 1
 * @param name the name of the parameter
 */
public record UndefinedParameter(String path, int line, String name) {

}
