/**
 * The desired schema, as the JPA entities ask for it; the only room that knows Hibernate.
 */
@NullMarked
package dev.migrate.entity;

import org.jspecify.annotations.NullMarked;
