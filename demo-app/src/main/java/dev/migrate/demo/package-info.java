/**
 * A shop that migrates its own database.
 */
@NullMarked
package dev.migrate.demo;

import org.jspecify.annotations.NullMarked;
