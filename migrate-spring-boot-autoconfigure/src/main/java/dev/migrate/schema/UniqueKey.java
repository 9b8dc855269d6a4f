package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A unique constraint.
 *
 * @param name the name of the constraint as the catalog stores it; empty if it has none
 * yet
 * @param columns the names of its columns, in the order of the key
 * @param definition the clause that defines the key, if its columns do not describe it
 * completely (deferral, whether nulls are distinct); empty if they do, {@code null} if it
 * is not defined
 */
public record UniqueKey(String name, List<String> columns, @Nullable String definition) implements TablePart {

	public UniqueKey {
		columns = List.copyOf(columns);
	}

	/**
	 * Create a unique key of which only the columns are defined.
	 * @param name the name of the constraint
	 * @param columns the names of its columns, in the order of the key
	 */
	public UniqueKey(String name, List<String> columns) {
		this(name, columns, null);
	}

	/**
	 * Return whether the columns describe the key completely.
	 * @return {@code false} if it has a definition
	 */
	public boolean isPlain() {
		return this.definition == null || this.definition.isEmpty();
	}

	/**
	 * Return whether the key is on a column or its definition may refer to it.
	 * @param column the name of the column
	 * @return {@code false} only if the key cannot depend on it
	 */
	@Override
	public boolean dependsOn(String column) {
		return this.columns.contains(column)
				|| (this.definition != null && new Expression(this.definition).mentions(column));
	}

	@Override
	public UniqueKey withName(String name) {
		return new UniqueKey(name, this.columns, this.definition);
	}

}
