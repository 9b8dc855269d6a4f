/**
 * PostgreSQL: its types, its catalog, its rendering of changes.
 */
@NullMarked
package dev.migrate.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
