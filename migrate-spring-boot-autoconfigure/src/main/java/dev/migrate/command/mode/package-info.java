/**
 * Runs an application as a command instead of starting it.
 */
@NullMarked
package dev.migrate.command.mode;

import org.jspecify.annotations.NullMarked;
