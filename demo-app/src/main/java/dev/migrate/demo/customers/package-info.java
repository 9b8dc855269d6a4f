/**
 * Who buys.
 */
@NullMarked
package dev.migrate.demo.customers;

import org.jspecify.annotations.NullMarked;
