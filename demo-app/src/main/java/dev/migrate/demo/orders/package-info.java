/**
 * What was bought.
 */
@NullMarked
package dev.migrate.demo.orders;

import org.jspecify.annotations.NullMarked;
