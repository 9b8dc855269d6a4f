/**
 * H2: its types, its catalog, its spelling of changes.
 */
@NullMarked
package dev.migrate.dialect.h2;

import org.jspecify.annotations.NullMarked;
