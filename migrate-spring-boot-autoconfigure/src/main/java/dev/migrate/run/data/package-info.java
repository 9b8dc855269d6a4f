/**
 * Data migrations: beans that migrate rows in batches, with a checkpoint in the database.
 */
@NullMarked
package dev.migrate.run.data;

import org.jspecify.annotations.NullMarked;
