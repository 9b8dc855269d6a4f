/**
 * The HSQLDB dialect.
 */
@NullMarked
package dev.migrate.dialect.hsqldb;

import org.jspecify.annotations.NullMarked;
