/**
 * The front door: everything that a command, the endpoint or a test may ask for.
 */
@NullMarked
package dev.migrate;

import org.jspecify.annotations.NullMarked;
