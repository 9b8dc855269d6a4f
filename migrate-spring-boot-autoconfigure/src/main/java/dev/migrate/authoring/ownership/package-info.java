/**
 * Decides which objects a revision may drop.
 */
@NullMarked
package dev.migrate.authoring.ownership;

import org.jspecify.annotations.NullMarked;
