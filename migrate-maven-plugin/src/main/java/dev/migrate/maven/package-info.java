/**
 * The Maven plugin: one goal for each command, which compiles the application and runs
 * the command in a JVM of its own.
 */
@NullMarked
package dev.migrate.maven;

import org.jspecify.annotations.NullMarked;
