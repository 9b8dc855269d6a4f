/**
 * The risks that are reported, compared with what real servers do.
 */
package dev.migrate.risks;
