/**
 * Changesets, revisions and their graph.
 */
@NullMarked
package dev.migrate.changelog.revision;

import org.jspecify.annotations.NullMarked;
