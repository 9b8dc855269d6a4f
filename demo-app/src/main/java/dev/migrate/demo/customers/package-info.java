/**
 * The customers of the shop.
 */
@NullMarked
package dev.migrate.demo.customers;

import org.jspecify.annotations.NullMarked;
