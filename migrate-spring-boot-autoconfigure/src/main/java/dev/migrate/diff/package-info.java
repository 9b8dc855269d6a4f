/**
 * Compares the current schema with the desired one; pure, no input or output.
 */
@NullMarked
package dev.migrate.diff;

import org.jspecify.annotations.NullMarked;
