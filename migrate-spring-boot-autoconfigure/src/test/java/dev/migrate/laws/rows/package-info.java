/**
 * Rows for every table of a schema, and what is left of them.
 */
package dev.migrate.laws.rows;
