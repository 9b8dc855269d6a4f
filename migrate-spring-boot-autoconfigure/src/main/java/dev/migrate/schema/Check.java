package dev.migrate.schema;

/**
 * A check constraint.
 *
 * @param name the name of the constraint as the catalog stores it; empty if it has none
 * yet
 * @param condition the condition that every row has to meet
 */
public record Check(String name, Expression condition) implements TablePart {

	/**
	 * Return whether the condition may refer to a column.
	 * @param column the name of the column
	 * @return {@code false} only if it cannot
	 */
	@Override
	public boolean dependsOn(String column) {
		return this.condition.mentions(column);
	}

	@Override
	public Check withName(String name) {
		return new Check(name, this.condition);
	}

}
