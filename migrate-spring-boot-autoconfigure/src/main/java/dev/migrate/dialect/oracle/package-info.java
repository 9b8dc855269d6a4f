/**
 * The Oracle Database dialect.
 */
@NullMarked
package dev.migrate.dialect.oracle;

import org.jspecify.annotations.NullMarked;
