/**
 * The desired schema, as the JPA entities define it; the only package that depends on
 * Hibernate.
 */
@NullMarked
package dev.migrate.entity;

import org.jspecify.annotations.NullMarked;
