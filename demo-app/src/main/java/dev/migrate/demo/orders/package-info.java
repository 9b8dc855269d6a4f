/**
 * The orders of the customers.
 */
@NullMarked
package dev.migrate.demo.orders;

import org.jspecify.annotations.NullMarked;
