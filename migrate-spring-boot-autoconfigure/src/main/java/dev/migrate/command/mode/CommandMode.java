package dev.migrate.command.mode;

import org.jspecify.annotations.Nullable;

/**
 * A bean of this type is registered if, and only if, the application runs a command.
 *
 * @param application the main class of the application; {@code null} if it is unknown
 * @param schemaGeneration the property with which Hibernate changes the schema whenever
 * the application starts, as {@code name=value}; {@code null} if it does not
 */
public record CommandMode(@Nullable Class<?> application, @Nullable String schemaGeneration) {

	/**
	 * The name of the property source with what command mode overrides.
	 */
	public static final String PROPERTY_SOURCE = "migrateCommandMode";

}
