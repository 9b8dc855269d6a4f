/**
 * SQLite: its types, its catalog, its rendering of changes, the recreation of its tables.
 */
@NullMarked
package dev.migrate.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
