/**
 * Comparison of the current schema with the desired one, without input or output.
 */
@NullMarked
package dev.migrate.diff;

import org.jspecify.annotations.NullMarked;
