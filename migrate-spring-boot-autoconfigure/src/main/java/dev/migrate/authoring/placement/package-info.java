/**
 * Determines the placement and the name of a new revision.
 */
@NullMarked
package dev.migrate.authoring.placement;

import org.jspecify.annotations.NullMarked;
