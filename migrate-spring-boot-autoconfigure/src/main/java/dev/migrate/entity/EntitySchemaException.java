package dev.migrate.entity;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the schema of the entities is not available.
 */
public class EntitySchemaException extends RuntimeException {

	EntitySchemaException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
