/**
 * SQLite: its types, its catalog, its spelling of changes, its tables made anew.
 */
@NullMarked
package dev.migrate.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
