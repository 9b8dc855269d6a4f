/**
 * What a schema is: immutable records that name no product, no Hibernate and no
 * Liquibase.
 */
@NullMarked
package dev.migrate.schema;

import org.jspecify.annotations.NullMarked;
