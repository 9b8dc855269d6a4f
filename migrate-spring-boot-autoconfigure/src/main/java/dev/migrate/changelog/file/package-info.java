/**
 * The files of a changelog on disk: the master changelog and the version locations.
 */
@NullMarked
package dev.migrate.changelog.file;

import org.jspecify.annotations.NullMarked;
