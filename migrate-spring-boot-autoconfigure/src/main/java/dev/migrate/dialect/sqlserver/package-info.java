/**
 * The SQL Server dialect.
 */
@NullMarked
package dev.migrate.dialect.sqlserver;

import org.jspecify.annotations.NullMarked;
