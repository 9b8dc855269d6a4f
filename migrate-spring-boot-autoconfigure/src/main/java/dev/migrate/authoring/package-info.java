/**
 * Writes revisions: compares schemas, decides what may be dropped, places, adopts and
 * checks.
 */
@NullMarked
package dev.migrate.authoring;

import org.jspecify.annotations.NullMarked;
