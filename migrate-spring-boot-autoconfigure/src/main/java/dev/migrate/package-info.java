/**
 * The public API: the databases of an application and the operations on them, with their
 * requests and views, the extension points and the exceptions.
 */
@NullMarked
package dev.migrate;

import org.jspecify.annotations.NullMarked;
