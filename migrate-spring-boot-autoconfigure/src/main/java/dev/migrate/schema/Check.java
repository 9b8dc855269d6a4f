package dev.migrate.schema;

/**
 * A check constraint.
 *
 * @param name the constraint's name as the catalog stores it; empty where nobody has
 * chosen one yet
 * @param condition what every row has to meet
 */
public record Check(String name, Expression condition) {

}
