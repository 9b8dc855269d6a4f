/**
 * HSQLDB: its types, its catalog, its rendering of changes.
 */
@NullMarked
package dev.migrate.dialect.hsqldb;

import org.jspecify.annotations.NullMarked;
