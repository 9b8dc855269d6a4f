package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A unique constraint.
 *
 * @param name the constraint's name as the catalog stores it; empty where nobody has
 * chosen one yet
 * @param columns the names of its columns, in the key's order
 * @param definition the clause that makes the key, where its columns cannot say
 * everything (when it is looked at, whether nulls are distinct); the empty text where
 * they can, {@code null} for no opinion
 */
public record UniqueKey(String name, List<String> columns, @Nullable String definition) {

	public UniqueKey {
		columns = List.copyOf(columns);
	}

	/**
	 * Create a unique key with no opinion of more than its columns.
	 * @param name the constraint's name
	 * @param columns the names of its columns, in the key's order
	 */
	public UniqueKey(String name, List<String> columns) {
		this(name, columns, null);
	}

	/**
	 * Returns whether the key is on its columns and nothing more is said of it.
	 * @return {@code false} where it has a definition of its own
	 */
	public boolean isPlain() {
		return this.definition == null || this.definition.isEmpty();
	}

}
