/**
 * Renders runs as SQL, without running anything.
 */
@NullMarked
package dev.migrate.run.script;

import org.jspecify.annotations.NullMarked;
