package dev.migrate.schema;

/**
 * A part of a table, which cannot exist without it.
 */
public sealed interface TablePart permits Column, PrimaryKey, UniqueKey, ForeignKey, Check, Index {

	/**
	 * Return the name of the part within its table.
	 * @return the name; empty if it has none yet
	 */
	String name();

	/**
	 * Return whether the part may refer to a column of its table.
	 * @param column the name of the column
	 * @return {@code false} only if it cannot
	 */
	boolean dependsOn(String column);

	/**
	 * Return a copy of the part with another name.
	 * @param name the name
	 * @return the copy
	 */
	TablePart withName(String name);

}
