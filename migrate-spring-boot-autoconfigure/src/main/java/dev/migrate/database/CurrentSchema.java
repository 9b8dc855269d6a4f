package dev.migrate.database;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Schema;

/**
 * The schema that a live database has.
 *
 * @param dialect what its product does differently
 * @param scope the schemas that were looked at
 * @param schema what is in them, in canonical form
 */
public record CurrentSchema(Dialect dialect, SchemaScope scope, Schema schema) {

}
