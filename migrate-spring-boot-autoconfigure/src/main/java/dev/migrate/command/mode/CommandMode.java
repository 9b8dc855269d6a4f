package dev.migrate.command.mode;

import org.jspecify.annotations.Nullable;

/**
 * A bean of this type is registered if, and only if, the application runs a command.
 *
 * @param application the main class of the application; {@code null} if it is unknown
 */
public record CommandMode(@Nullable Class<?> application) {

	/**
	 * The name of the property source with what command mode overrides.
	 */
	public static final String PROPERTY_SOURCE = "migrateCommandMode";

}
