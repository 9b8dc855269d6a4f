/**
 * MySQL: its types, its catalog, its spelling of changes.
 */
@NullMarked
package dev.migrate.dialect.mysql;

import org.jspecify.annotations.NullMarked;
