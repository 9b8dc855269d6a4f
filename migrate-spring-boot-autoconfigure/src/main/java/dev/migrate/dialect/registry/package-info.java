/**
 * The dialects that there are.
 */
@NullMarked
package dev.migrate.dialect.registry;

import org.jspecify.annotations.NullMarked;
