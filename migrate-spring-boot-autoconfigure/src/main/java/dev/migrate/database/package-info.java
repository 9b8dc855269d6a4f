/**
 * The current schema, as the live database has it.
 */
@NullMarked
package dev.migrate.database;

import org.jspecify.annotations.NullMarked;
