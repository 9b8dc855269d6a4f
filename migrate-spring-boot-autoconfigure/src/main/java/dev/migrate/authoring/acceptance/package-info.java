/**
 * Leaves out the differences that the users have accepted.
 */
@NullMarked
package dev.migrate.authoring.acceptance;

import org.jspecify.annotations.NullMarked;
