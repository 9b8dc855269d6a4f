/**
 * An application with two databases and entities of each.
 */
package dev.migrate.endtoend.databases;
