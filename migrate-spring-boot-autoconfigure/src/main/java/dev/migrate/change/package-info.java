/**
 * What can happen to a schema, with its reverse, its phase and its risks.
 */
@NullMarked
package dev.migrate.change;

import org.jspecify.annotations.NullMarked;
