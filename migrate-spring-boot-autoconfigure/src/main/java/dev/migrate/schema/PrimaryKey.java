package dev.migrate.schema;

import java.util.List;

/**
 * The primary key of a table.
 *
 * @param name the name of the constraint as the catalog stores it; empty if the database
 * is to choose one
 * @param columns the names of its columns, in the order of the key
 */
public record PrimaryKey(String name, List<String> columns) implements TablePart {

	public PrimaryKey {
		columns = List.copyOf(columns);
	}

	/**
	 * Return whether a column is part of the key.
	 * @param column the name of the column
	 * @return {@code true} for one of its columns
	 */
	@Override
	public boolean dependsOn(String column) {
		return this.columns.contains(column);
	}

	@Override
	public PrimaryKey withName(String name) {
		return new PrimaryKey(name, this.columns);
	}

}
