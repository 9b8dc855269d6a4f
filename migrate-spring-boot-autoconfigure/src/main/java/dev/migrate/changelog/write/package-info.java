/**
 * Renders revisions in the formats of Liquibase.
 */
@NullMarked
package dev.migrate.changelog.write;

import org.jspecify.annotations.NullMarked;
