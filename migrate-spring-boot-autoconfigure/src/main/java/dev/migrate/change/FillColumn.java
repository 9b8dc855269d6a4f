package dev.migrate.change;

import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;

/**
 * Sets a column in the rows where it is null.
 *
 * @param table the table
 * @param column the column
 * @param value the value; {@link Expression#NONE} if it is still to be supplied
 * @param direction whether this change is applied or undone
 */
public record FillColumn(QualifiedName table, Column column, Expression value, Direction direction) implements Change {

	/**
	 * Stands in statements for a value that is still to be supplied.
	 */
	public static final String PLACE = "\uE000";

	/**
	 * Create a change that is applied, not undone.
	 * @param table the table
	 * @param column the column
	 * @param value the value; {@link Expression#NONE} if it is still to be supplied
	 */
	public FillColumn(QualifiedName table, Column column, Expression value) {
		this(table, column, value, Direction.FORWARD);
	}

	/**
	 * Return whether the value is still to be supplied.
	 * @return {@code true} if the user has to fill it in
	 */
	public boolean isUnfilled() {
		return this.direction == Direction.FORWARD && !this.value.isPresent();
	}

	@Override
	public FillColumn reverse() {
		return new FillColumn(this.table, this.column, this.value, this.direction.reverse());
	}

	@Override
	public Phase phase() {
		return Phase.ALTER;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
