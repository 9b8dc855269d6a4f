package dev.migrate.run.data;

import dev.migrate.RowMigration;

/**
 * A data migration of an application.
 *
 * @param <R> the type of the rows
 * @param name the name by which changesets refer to it
 * @param key the column that numbers the rows
 * @param batchSize how many rows are migrated in one transaction
 * @param rowType the type of the rows
 * @param migration migrates the rows
 */
public record NamedMigration<R>(String name, String key, int batchSize, Class<R> rowType, RowMigration<R> migration) {

}
