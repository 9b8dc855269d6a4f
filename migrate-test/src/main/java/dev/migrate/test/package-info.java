/**
 * Assertions about the migrations of an application, for its tests.
 */
@NullMarked
package dev.migrate.test;

import org.jspecify.annotations.NullMarked;
