/**
 * The current schema of the live database, and scratch databases.
 */
@NullMarked
package dev.migrate.database;

import org.jspecify.annotations.NullMarked;
