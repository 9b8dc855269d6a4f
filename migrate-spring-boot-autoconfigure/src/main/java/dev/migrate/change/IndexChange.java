package dev.migrate.change;

import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;

/**
 * Creates or drops an index of a table.
 */
public sealed interface IndexChange extends Change {

	/**
	 * Return the table that the index belongs to.
	 * @return the table's name
	 */
	QualifiedName table();

	/**
	 * Return whether this change stands alone or is half of a replacement.
	 * @return the role
	 */
	Role role();

	@Override
	default boolean isReplacement() {
		return role() == Role.REPLACEMENT;
	}

	/**
	 * Creates an index.
	 *
	 * @param table the table
	 * @param index the index
	 * @param role whether this is half of a replacement
	 */
	record CreateIndex(QualifiedName table, Index index, Role role) implements IndexChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param index the index
		 */
		public CreateIndex(QualifiedName table, Index index) {
			this(table, index, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new DropIndex(this.table, this.index, this.role);
		}

		@Override
		public Phase phase() {
			return Phase.ADD_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Drops an index.
	 *
	 * @param table the table
	 * @param index the index
	 * @param role whether this is half of a replacement
	 */
	record DropIndex(QualifiedName table, Index index, Role role) implements IndexChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param index the index
		 */
		public DropIndex(QualifiedName table, Index index) {
			this(table, index, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new CreateIndex(this.table, this.index, this.role);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_KEYS_AND_INDEXES;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

}
