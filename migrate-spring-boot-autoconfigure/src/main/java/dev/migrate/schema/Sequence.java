package dev.migrate.schema;

/**
 * A sequence that no column owns.
 *
 * @param name its name
 * @param start the first value; used when the sequence is made and never compared, since
 * a sequence that has been used stands elsewhere
 * @param increment the step between two values
 */
public record Sequence(QualifiedName name, long start, long increment) {

}
