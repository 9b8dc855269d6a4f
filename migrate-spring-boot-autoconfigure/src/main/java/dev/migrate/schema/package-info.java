/**
 * The immutable model of a schema, independent of products, Hibernate and Liquibase.
 */
@NullMarked
package dev.migrate.schema;

import org.jspecify.annotations.NullMarked;
