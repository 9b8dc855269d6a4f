/**
 * An application with two databases and entities for each.
 */
package dev.migrate.endtoend.databases;
