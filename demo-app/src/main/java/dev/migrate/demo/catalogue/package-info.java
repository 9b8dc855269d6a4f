/**
 * The products and categories of the shop.
 */
@NullMarked
package dev.migrate.demo.catalogue;

import org.jspecify.annotations.NullMarked;
