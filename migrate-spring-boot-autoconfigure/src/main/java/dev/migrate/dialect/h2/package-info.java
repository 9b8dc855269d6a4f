/**
 * H2: its types, its catalog, its rendering of changes.
 */
@NullMarked
package dev.migrate.dialect.h2;

import org.jspecify.annotations.NullMarked;
