/**
 * Finds what is wrong with an application's configuration, changelog and database.
 */
@NullMarked
package dev.migrate.diagnosis;

import org.jspecify.annotations.NullMarked;
