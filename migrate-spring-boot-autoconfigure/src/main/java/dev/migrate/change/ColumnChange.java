package dev.migrate.change;

import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;

/**
 * Adds, drops or alters a column of a table.
 */
public sealed interface ColumnChange extends Change {

	/**
	 * Adds a column.
	 *
	 * @param table the table
	 * @param column the column
	 */
	record AddColumn(QualifiedName table, Column column) implements ColumnChange {

		@Override
		public Change reverse() {
			return new DropColumn(this.table, this.column);
		}

		@Override
		public Phase phase() {
			return Phase.ADD_COLUMNS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Drops a column with its values.
	 *
	 * @param table the table
	 * @param column the column
	 */
	record DropColumn(QualifiedName table, Column column) implements ColumnChange {

		@Override
		public Change reverse() {
			return new AddColumn(this.table, this.column);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_COLUMNS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Changes one aspect of a column.
	 *
	 * @param table the table
	 * @param aspect the aspect that differs between the two
	 * @param from the whole column now
	 * @param to the whole column afterwards
	 * @param phase the phase: later than other changes of columns if the rows get a value
	 * first
	 */
	record AlterColumn(QualifiedName table, Aspect aspect, Column from, Column to,
			Phase phase) implements ColumnChange {

		/**
		 * Create a change in the usual phase of its aspect.
		 * @param table the table
		 * @param aspect the aspect that differs between the two
		 * @param from the whole column now
		 * @param to the whole column afterwards
		 */
		public AlterColumn(QualifiedName table, Aspect aspect, Column from, Column to) {
			this(table, aspect, from, to, usualPhase(aspect, from, to));
		}

		private static Phase usualPhase(Aspect aspect, Column from, Column to) {
			if (aspect == Aspect.FORMULA && from.isGenerated() != to.isGenerated()) {
				// A generated column is dropped before the columns that it depends on,
				// and created after them.
				return to.isGenerated() ? Phase.ADD_COLUMNS : Phase.DROP_COLUMNS;
			}
			return Phase.ALTER;
		}

		@Override
		public Change reverse() {
			return new AlterColumn(this.table, this.aspect, this.to, this.from, this.phase.mirror());
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Sets a column in the rows where it is null.
	 *
	 * @param table the table
	 * @param column the column
	 * @param value the value; {@link Expression#NONE} if it is still to be supplied
	 * @param direction whether this change is applied or undone
	 */
	record FillColumn(QualifiedName table, Column column, Expression value,
			Direction direction) implements ColumnChange {

		/**
		 * Create a change that is applied, not undone.
		 * @param table the table
		 * @param column the column
		 * @param value the value; {@link Expression#NONE} if it is still to be supplied
		 */
		public FillColumn(QualifiedName table, Column column, Expression value) {
			this(table, column, value, Direction.FORWARD);
		}

		@Override
		public Change reverse() {
			return new FillColumn(this.table, this.column, this.value, this.direction.reverse());
		}

		@Override
		public Phase phase() {
			return (this.direction == Direction.BACKWARD) ? Phase.LEAVE_COLUMNS : Phase.FILL_COLUMNS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Renames a column, which keeps its values.
	 *
	 * @param table the table
	 * @param from the name now
	 * @param to the name afterwards
	 * @param direction whether this change is applied or undone
	 */
	record RenameColumn(QualifiedName table, String from, String to, Direction direction) implements ColumnChange {

		/**
		 * Create a change that is applied, not undone.
		 * @param table the table
		 * @param from the current name
		 * @param to the new name
		 */
		public RenameColumn(QualifiedName table, String from, String to) {
			this(table, from, to, Direction.FORWARD);
		}

		@Override
		public Change reverse() {
			return new RenameColumn(this.table, this.to, this.from, this.direction.reverse());
		}

		@Override
		public Phase phase() {
			return (this.direction == Direction.BACKWARD) ? Phase.RENAME_BACK : Phase.RENAME;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * The aspects of a column that change one at a time.
	 */
	enum Aspect {

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
