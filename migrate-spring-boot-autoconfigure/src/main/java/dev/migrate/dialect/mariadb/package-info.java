/**
 * MariaDB: where it differs from MySQL, of which the rest is taken.
 */
@NullMarked
package dev.migrate.dialect.mariadb;

import org.jspecify.annotations.NullMarked;
