package dev.migrate.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * A property of an application.
 *
 * @param name its canonical name, for example {@code spring.liquibase.drop-first}
 * @param value its value, with placeholders replaced
 * @param location where it is set; {@code null} if that is no file
 */
public record Setting(String name, String value, @Nullable Location location) {

}
