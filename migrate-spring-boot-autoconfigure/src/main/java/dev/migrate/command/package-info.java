/**
 * The commands, with text for users, JSON for programs, and exit codes.
 */
@NullMarked
package dev.migrate.command;

import org.jspecify.annotations.NullMarked;
