package dev.migrate.schema;

import java.util.List;

/**
 * The primary key of a table.
 *
 * @param name the constraint's name as the catalog stores it; empty where the database is
 * to choose one
 * @param columns the names of its columns, in the key's order
 */
public record PrimaryKey(String name, List<String> columns) {

	public PrimaryKey {
		columns = List.copyOf(columns);
	}

}
