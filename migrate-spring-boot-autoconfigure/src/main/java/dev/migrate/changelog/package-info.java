/**
 * Changes as changesets on disk, and the revisions that they make up.
 */
@NullMarked
package dev.migrate.changelog;

import org.jspecify.annotations.NullMarked;
