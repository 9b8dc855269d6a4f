package dev.migrate.change;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;

/**
 * Changes one aspect of a column.
 *
 * @param table the table
 * @param aspect the aspect that differs between the two
 * @param from the whole column now
 * @param to the whole column afterwards
 */
public record AlterColumn(QualifiedName table, Aspect aspect, Column from, Column to) implements Change {

	/**
	 * Return whether the change concerns the values of the column, so that what uses
	 * these may prevent it.
	 * @return {@code false} if only rules for new values or the comment change
	 */
	public boolean concernsValues() {
		return switch (this.aspect) {
			case TYPE, FORMULA, IDENTITY, COLLATION -> true;
			case NULLABILITY, DEFAULT, COMMENT -> false;
		};
	}

	@Override
	public AlterColumn reverse() {
		return new AlterColumn(this.table, this.aspect, this.to, this.from);
	}

	@Override
	public Phase phase() {
		if (this.aspect == Aspect.FORMULA && this.from.isGenerated() != this.to.isGenerated()) {
			// A generated column is dropped before the columns that it depends on, and
			// created after them.
			return this.to.isGenerated() ? Phase.ADD_GENERATED : Phase.STOP_GENERATING;
		}
		// A column of a key does not accept null before the key is dropped.
		return (this.aspect == Aspect.NULLABILITY && this.to.nullable()) ? Phase.ALLOW_NULL : Phase.ALTER;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

	/**
	 * The aspects of a column that change one at a time.
	 */
	public enum Aspect {

		/**
		 * Its type.
		 */
		TYPE,

		/**
		 * Its nullability.
		 */
		NULLABILITY,

		/**
		 * Its default.
		 */
		DEFAULT,

		/**
		 * Its identity.
		 */
		IDENTITY,

		/**
		 * Its generation expression.
		 */
		FORMULA,

		/**
		 * Its collation.
		 */
		COLLATION,

		/**
		 * Its comment.
		 */
		COMMENT

	}

}
