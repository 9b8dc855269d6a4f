/**
 * Implements the API: turns requests into calls of the other packages, and their results
 * into views.
 */
@NullMarked
package dev.migrate.service;

import org.jspecify.annotations.NullMarked;
