package dev.migrate.schema;

/**
 * A check constraint.
 *
 * @param name the name of the constraint as the catalog stores it; empty if it has none
 * yet
 * @param condition the condition that every row has to meet
 * @param clauses the clauses that only the product has
 */
public record Check(String name, Expression condition, Clauses clauses) implements TablePart {

	/**
	 * Create a check without further clauses.
	 * @param name the name of the constraint; empty if it has none yet
	 * @param condition the condition that every row has to meet
	 */
	public Check(String name, Expression condition) {
		this(name, condition, Clauses.NONE);
	}

	@Override
	public Check withName(String name) {
		return new Check(name, this.condition, this.clauses);
	}

	/**
	 * Return this check with another condition.
	 * @param condition the condition
	 * @return the changed copy
	 */
	public Check withCondition(Expression condition) {
		return new Check(this.name, condition, this.clauses);
	}

	/**
	 * Return whether the condition may refer to a column.
	 * @param column the name of the column
	 * @return {@code false} only if it cannot
	 */
	@Override
	public boolean dependsOn(String column) {
		return this.condition.mentions(column);
	}

}
