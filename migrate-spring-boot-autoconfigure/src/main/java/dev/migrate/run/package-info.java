/**
 * Applies, rolls back and reports revisions; Liquibase does the work.
 */
@NullMarked
package dev.migrate.run;

import org.jspecify.annotations.NullMarked;
