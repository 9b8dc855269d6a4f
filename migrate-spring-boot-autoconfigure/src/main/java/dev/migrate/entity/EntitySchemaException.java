package dev.migrate.entity;

import org.jspecify.annotations.Nullable;

/**
 * Says that there is no schema of the entities, and why.
 */
public class EntitySchemaException extends RuntimeException {

	EntitySchemaException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
