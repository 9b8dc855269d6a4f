/**
 * What the database products do differently, one folder a product, each with the same
 * files.
 */
@NullMarked
package dev.migrate.dialect;

import org.jspecify.annotations.NullMarked;
