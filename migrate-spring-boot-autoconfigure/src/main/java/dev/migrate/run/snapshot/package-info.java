/**
 * What the tables of a database were after its last run.
 */
@NullMarked
package dev.migrate.run.snapshot;

import org.jspecify.annotations.NullMarked;
