/**
 * What commands print, for users and for programs.
 */
@NullMarked
package dev.migrate.command.console;

import org.jspecify.annotations.NullMarked;
