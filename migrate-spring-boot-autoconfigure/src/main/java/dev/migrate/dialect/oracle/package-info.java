/**
 * Oracle: its types, its catalog, its rendering of changes.
 */
@NullMarked
package dev.migrate.dialect.oracle;

import org.jspecify.annotations.NullMarked;
