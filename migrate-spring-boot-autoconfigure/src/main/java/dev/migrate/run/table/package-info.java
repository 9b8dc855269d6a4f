/**
 * The tables of the migrations beside the history and the lock of Liquibase.
 */
@NullMarked
package dev.migrate.run.table;

import org.jspecify.annotations.NullMarked;
