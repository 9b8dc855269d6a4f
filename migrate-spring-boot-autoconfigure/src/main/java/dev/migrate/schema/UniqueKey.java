package dev.migrate.schema;

import java.util.List;

/**
 * A unique constraint.
 *
 * @param name the constraint's name as the catalog stores it; empty where nobody has
 * chosen one yet
 * @param columns the names of its columns, in the key's order
 */
public record UniqueKey(String name, List<String> columns) {

	public UniqueKey {
		columns = List.copyOf(columns);
	}

}
