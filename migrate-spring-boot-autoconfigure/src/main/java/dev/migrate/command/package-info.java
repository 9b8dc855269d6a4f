/**
 * One class a command: text and JSON for people and scripts, exit codes for both.
 */
@NullMarked
package dev.migrate.command;

import org.jspecify.annotations.NullMarked;
