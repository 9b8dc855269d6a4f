/**
 * The differences of the database products, with one package for each product.
 */
@NullMarked
package dev.migrate.dialect;

import org.jspecify.annotations.NullMarked;
