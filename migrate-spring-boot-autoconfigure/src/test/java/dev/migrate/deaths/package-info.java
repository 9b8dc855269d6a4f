/**
 * Processes that migrate at the same time, that are killed while they do, and that are
 * asked whether they are alive.
 */
@NullMarked
package dev.migrate.deaths;

import org.jspecify.annotations.NullMarked;
