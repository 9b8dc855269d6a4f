package dev.migrate.change;

import dev.migrate.schema.Check;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.UniqueKey;

/**
 * Adds or drops a constraint of a table.
 */
public sealed interface ConstraintChange extends Change {

	/**
	 * Return the table that the constraint belongs to.
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
	 * Adds a primary key.
	 *
	 * @param table the table
	 * @param key the primary key
	 * @param role whether this is half of a replacement
	 */
	record AddPrimaryKey(QualifiedName table, PrimaryKey key, Role role) implements ConstraintChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param key the primary key
		 */
		public AddPrimaryKey(QualifiedName table, PrimaryKey key) {
			this(table, key, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new DropPrimaryKey(this.table, this.key, this.role);
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
	 * Drops a primary key.
	 *
	 * @param table the table
	 * @param key the primary key
	 * @param role whether this is half of a replacement
	 */
	record DropPrimaryKey(QualifiedName table, PrimaryKey key, Role role) implements ConstraintChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param key the primary key
		 */
		public DropPrimaryKey(QualifiedName table, PrimaryKey key) {
			this(table, key, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new AddPrimaryKey(this.table, this.key, this.role);
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

	/**
	 * Adds a unique key.
	 *
	 * @param table the table
	 * @param key the unique key
	 * @param role whether this is half of a replacement
	 */
	record AddUniqueKey(QualifiedName table, UniqueKey key, Role role) implements ConstraintChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param key the unique key
		 */
		public AddUniqueKey(QualifiedName table, UniqueKey key) {
			this(table, key, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new DropUniqueKey(this.table, this.key, this.role);
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
	 * Drops a unique key.
	 *
	 * @param table the table
	 * @param key the unique key
	 * @param role whether this is half of a replacement
	 */
	record DropUniqueKey(QualifiedName table, UniqueKey key, Role role) implements ConstraintChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param key the unique key
		 */
		public DropUniqueKey(QualifiedName table, UniqueKey key) {
			this(table, key, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new AddUniqueKey(this.table, this.key, this.role);
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

	/**
	 * Adds a foreign key.
	 *
	 * @param table the table
	 * @param key the foreign key
	 * @param role whether this is half of a replacement
	 */
	record AddForeignKey(QualifiedName table, ForeignKey key, Role role) implements ConstraintChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param key the foreign key
		 */
		public AddForeignKey(QualifiedName table, ForeignKey key) {
			this(table, key, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new DropForeignKey(this.table, this.key, this.role);
		}

		@Override
		public Phase phase() {
			return Phase.ADD_FOREIGN_KEYS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Drops a foreign key.
	 *
	 * @param table the table
	 * @param key the foreign key
	 * @param role whether this is half of a replacement
	 */
	record DropForeignKey(QualifiedName table, ForeignKey key, Role role) implements ConstraintChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param key the foreign key
		 */
		public DropForeignKey(QualifiedName table, ForeignKey key) {
			this(table, key, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new AddForeignKey(this.table, this.key, this.role);
		}

		@Override
		public Phase phase() {
			return Phase.DROP_FOREIGN_KEYS;
		}

		@Override
		public <R> R accept(Visitor<R> visitor) {
			return visitor.visit(this);
		}

	}

	/**
	 * Adds a check constraint.
	 *
	 * @param table the table
	 * @param check the check
	 * @param role whether this is half of a replacement
	 */
	record AddCheck(QualifiedName table, Check check, Role role) implements ConstraintChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param check the check constraint
		 */
		public AddCheck(QualifiedName table, Check check) {
			this(table, check, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new DropCheck(this.table, this.check, this.role);
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
	 * Drops a check constraint.
	 *
	 * @param table the table
	 * @param check the check
	 * @param role whether this is half of a replacement
	 */
	record DropCheck(QualifiedName table, Check check, Role role) implements ConstraintChange {

		/**
		 * Create a change that is not half of a replacement.
		 * @param table the table
		 * @param check the check constraint
		 */
		public DropCheck(QualifiedName table, Check check) {
			this(table, check, Role.STANDALONE);
		}

		@Override
		public Change reverse() {
			return new AddCheck(this.table, this.check, this.role);
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
