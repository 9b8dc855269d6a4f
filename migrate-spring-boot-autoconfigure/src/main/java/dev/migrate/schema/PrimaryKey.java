package dev.migrate.schema;

import java.util.List;

/**
 * The primary key of a table.
 *
 * @param name the name of the constraint as the catalog stores it; empty if the database
 * is to choose one
 * @param columns the names of its columns, in the order of the key
 * @param clauses the clauses that only the product has
 */
public record PrimaryKey(String name, List<String> columns, Clauses clauses) implements TablePart {

	public PrimaryKey {
		columns = List.copyOf(columns);
	}

	/**
	 * Create a primary key without further clauses.
	 * @param name the name of the constraint; empty if the database is to choose one
	 * @param columns the names of its columns, in the order of the key
	 */
	public PrimaryKey(String name, List<String> columns) {
		this(name, columns, Clauses.NONE);
	}

	/**
	 * Return this key with another name and other names of its columns.
	 * @param name the name
	 * @param columns the names of the columns
	 * @return the changed copy
	 */
	public PrimaryKey withNames(String name, List<String> columns) {
		return new PrimaryKey(name, columns, this.clauses);
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
		return new PrimaryKey(name, this.columns, this.clauses);
	}

}
