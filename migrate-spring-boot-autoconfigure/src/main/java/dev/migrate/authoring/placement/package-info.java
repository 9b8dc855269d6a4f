/**
 * Finds the place of a new revision among the others, and names it.
 */
@NullMarked
package dev.migrate.authoring.placement;

import org.jspecify.annotations.NullMarked;
