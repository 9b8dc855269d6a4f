/**
 * The MariaDB dialect, as differences from MySQL.
 */
@NullMarked
package dev.migrate.dialect.mariadb;

import org.jspecify.annotations.NullMarked;
