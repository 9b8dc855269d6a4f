/**
 * SQL Server: its types, its catalog, its rendering of changes.
 */
@NullMarked
package dev.migrate.dialect.sqlserver;

import org.jspecify.annotations.NullMarked;
