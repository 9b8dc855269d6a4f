package dev.migrate;

import dev.migrate.change.SchemaObject;

/**
 * Filter for the objects that are compared. Excluded objects are neither compared nor
 * reported, on either side. An object is included if all beans of this type,
 * {@code migrate.generate.include} and {@code migrate.generate.exclude} include it.
 */
@FunctionalInterface
public interface SchemaFilter {

	/**
	 * A filter that includes all objects.
	 */
	SchemaFilter ALL = (object) -> true;

	/**
	 * Return whether an object is included. Only called for parts of included tables.
	 * @param object a table, sequence or type, or a part of a table, with its names as
	 * the catalog stores them
	 * @return {@code false} to exclude it
	 */
	boolean includes(SchemaObject object);

	/**
	 * Return a filter that includes the objects that both filters include.
	 * @param other the other filter
	 * @return the combined filter
	 */
	default SchemaFilter and(SchemaFilter other) {
		return (object) -> includes(object) && other.includes(object);
	}

}
