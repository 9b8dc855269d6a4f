/**
 * Compares a database with a desired schema, with the filters and answers of the user.
 */
@NullMarked
package dev.migrate.authoring.comparison;

import org.jspecify.annotations.NullMarked;
