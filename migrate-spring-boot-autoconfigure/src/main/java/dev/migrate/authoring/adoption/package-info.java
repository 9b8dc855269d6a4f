/**
 * Adopts an existing database: writes a baseline and proves that it builds the same
 * schema.
 */
@NullMarked
package dev.migrate.authoring.adoption;

import org.jspecify.annotations.NullMarked;
