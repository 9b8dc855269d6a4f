package dev.migrate;

import dev.migrate.change.SchemaObject;

/**
 * Says what a comparison looks at. What is left out is neither compared nor reported, on
 * either side. Beans of this type, and {@code migrate.generate.include} and
 * {@code migrate.generate.exclude}, all have to let a thing in.
 */
@FunctionalInterface
public interface SchemaFilter {

	/**
	 * Lets everything in.
	 */
	SchemaFilter ALL = (object) -> true;

	/**
	 * Return whether a comparison looks at a thing. What belongs to a table is asked for
	 * only where its table has been let in.
	 * @param object a table, sequence or type, or a part of a table, with its names as
	 * the catalog stores them
	 * @return {@code false} to leave it out
	 */
	boolean includes(SchemaObject object);

	/**
	 * Return a filter that lets in what both let in.
	 * @param other the other filter
	 * @return both
	 */
	default SchemaFilter and(SchemaFilter other) {
		return (object) -> includes(object) && other.includes(object);
	}

}
