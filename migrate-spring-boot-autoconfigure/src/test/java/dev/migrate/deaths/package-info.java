/**
 * Processes that migrate at the same time, and that are killed while they do.
 */
@NullMarked
package dev.migrate.deaths;

import org.jspecify.annotations.NullMarked;
