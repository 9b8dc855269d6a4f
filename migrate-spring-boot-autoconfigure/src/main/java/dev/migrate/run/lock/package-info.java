/**
 * Lets one process at a time migrate a database: a lock that ends with the session of the
 * process, and a row that says who holds it.
 */
@NullMarked
package dev.migrate.run.lock;

import org.jspecify.annotations.NullMarked;
