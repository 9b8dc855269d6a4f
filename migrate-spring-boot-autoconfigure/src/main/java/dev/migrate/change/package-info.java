/**
 * Changes to a schema, with their reverses, phases and risks.
 */
@NullMarked
package dev.migrate.change;

import org.jspecify.annotations.NullMarked;
