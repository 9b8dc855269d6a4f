/**
 * What the shop sells.
 */
@NullMarked
package dev.migrate.demo.catalogue;

import org.jspecify.annotations.NullMarked;
