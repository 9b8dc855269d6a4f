/**
 * MySQL: its types, its catalog, its rendering of changes.
 */
@NullMarked
package dev.migrate.dialect.mysql;

import org.jspecify.annotations.NullMarked;
