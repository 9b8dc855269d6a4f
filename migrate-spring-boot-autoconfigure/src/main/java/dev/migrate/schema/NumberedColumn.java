package dev.migrate.schema;

/**
 * A column whose values are taken from a sequence.
 *
 * @param table the table
 * @param column the name of the column
 */
public record NumberedColumn(QualifiedName table, String column) {

}
