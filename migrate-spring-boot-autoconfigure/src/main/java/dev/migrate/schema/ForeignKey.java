package dev.migrate.schema;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name the name of the constraint as the catalog stores it; empty if it has none
 * yet
 * @param columns the names of the referencing columns
 * @param referencedTable the referenced table
 * @param referencedColumns the names of the referenced columns, in the order of
 * {@code columns}
 * @param onDelete the action on the deletion of a referenced row
 * @param onUpdate the action on an update of a referenced key
 * @param deferral when the database checks the constraint
 * @param clauses the clauses that only the product has
 */
public record ForeignKey(String name, List<String> columns, QualifiedName referencedTable,
		List<String> referencedColumns, Action onDelete, Action onUpdate, Deferral deferral,
		Clauses clauses) implements TablePart {

	public ForeignKey {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
	}

	/**
	 * Create a foreign key without further clauses.
	 * @param name the name of the constraint
	 * @param columns the names of the referencing columns
	 * @param referencedTable the referenced table
	 * @param referencedColumns the names of the referenced columns
	 * @param onDelete the action on the deletion of a referenced row
	 * @param onUpdate the action on an update of a referenced key
	 * @param deferral when the database checks the constraint
	 */
	public ForeignKey(String name, List<String> columns, QualifiedName referencedTable, List<String> referencedColumns,
			Action onDelete, Action onUpdate, Deferral deferral) {
		this(name, columns, referencedTable, referencedColumns, onDelete, onUpdate, deferral, Clauses.NONE);
	}

	/**
	 * Return a foreign key without actions that is not deferrable.
	 * @param name the name of the constraint as the catalog stores it
	 * @param columns the names of the referencing columns
	 * @param referencedTable the referenced table
	 * @param referencedColumns the names of the referenced columns
	 * @return the foreign key
	 */
	public static ForeignKey of(String name, List<String> columns, QualifiedName referencedTable,
			List<String> referencedColumns) {
		return new ForeignKey(name, columns, referencedTable, referencedColumns, Action.NO_ACTION, Action.NO_ACTION,
				Deferral.NOT_DEFERRABLE);
	}

	/**
	 * Return this foreign key with another name.
	 * @param name the name
	 * @return the changed copy
	 */
	@Override
	public ForeignKey withName(String name) {
		return new ForeignKey(name, this.columns, this.referencedTable, this.referencedColumns, this.onDelete,
				this.onUpdate, this.deferral, this.clauses);
	}

	/**
	 * Return this foreign key with other referencing columns.
	 * @param columns the names of the referencing columns
	 * @return the changed copy
	 */
	public ForeignKey withColumns(List<String> columns) {
		return new ForeignKey(this.name, columns, this.referencedTable, this.referencedColumns, this.onDelete,
				this.onUpdate, this.deferral, this.clauses);
	}

	/**
	 * Return this foreign key with another referenced table.
	 * @param table the referenced table
	 * @return the changed copy
	 */
	public ForeignKey withReferencedTable(QualifiedName table) {
		return new ForeignKey(this.name, this.columns, table, this.referencedColumns, this.onDelete, this.onUpdate,
				this.deferral, this.clauses);
	}

	/**
	 * Return this foreign key with other referenced columns.
	 * @param columns the names of the referenced columns
	 * @return the changed copy
	 */
	public ForeignKey withReferencedColumns(List<String> columns) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, columns, this.onDelete, this.onUpdate,
				this.deferral, this.clauses);
	}

	/**
	 * Return this foreign key with another action on delete.
	 * @param action the action
	 * @return the changed copy
	 */
	public ForeignKey withOnDelete(Action action) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, action,
				this.onUpdate, this.deferral, this.clauses);
	}

	/**
	 * Return this foreign key with another action on update.
	 * @param action the action
	 * @return the changed copy
	 */
	public ForeignKey withOnUpdate(Action action) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, this.onDelete,
				action, this.deferral, this.clauses);
	}

	/**
	 * Return this foreign key with another deferral.
	 * @param deferral when the database checks the constraint
	 * @return the changed copy
	 */
	public ForeignKey withDeferral(Deferral deferral) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, this.onDelete,
				this.onUpdate, deferral, this.clauses);
	}

	/**
	 * Return this foreign key with the actions and the deferral of another one, where it
	 * has none.
	 * @param other the other foreign key
	 * @return the changed copy; this foreign key if the other one has no more
	 */
	public ForeignKey withActionsOf(ForeignKey other) {
		return withOnDelete((this.onDelete == Action.NO_ACTION) ? other.onDelete : this.onDelete)
			.withOnUpdate((this.onUpdate == Action.NO_ACTION) ? other.onUpdate : this.onUpdate)
			.withDeferral((this.deferral == Deferral.NOT_DEFERRABLE) ? other.deferral : this.deferral);
	}

	/**
	 * Return this foreign key with other clauses.
	 * @param clauses the clauses that only the product has
	 * @return the changed copy
	 */
	public ForeignKey withClauses(Clauses clauses) {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, this.onDelete,
				this.onUpdate, this.deferral, clauses);
	}

	/**
	 * Return whether a column of the key's own table is part of the key.
	 * @param column the name of the column
	 * @return {@code true} for a referencing column
	 */
	@Override
	public boolean dependsOn(String column) {
		return this.columns.contains(column);
	}

	/**
	 * Return whether the key references a column of a table.
	 * @param table the table
	 * @param column the name of the column
	 * @return {@code true} for a referenced column
	 */
	public boolean references(QualifiedName table, String column) {
		return this.referencedTable.equals(table) && this.referencedColumns.contains(column);
	}

	/**
	 * The referential actions of the SQL standard.
	 */
	public enum Action {

		/**
		 * Reject at the end of the statement or transaction, the default of every
		 * product.
		 */
		NO_ACTION,

		/**
		 * Reject immediately.
		 */
		RESTRICT,

		/**
		 * Delete or update the referencing rows too.
		 */
		CASCADE,

		/**
		 * Set the referencing columns to null.
		 */
		SET_NULL,

		/**
		 * Set the referencing columns to their defaults.
		 */
		SET_DEFAULT

	}

	/**
	 * When a foreign key is checked.
	 */
	public enum Deferral {

		/**
		 * After each statement.
		 */
		NOT_DEFERRABLE,

		/**
		 * After each statement, unless the transaction defers it.
		 */
		INITIALLY_IMMEDIATE,

		/**
		 * At the end of the transaction.
		 */
		INITIALLY_DEFERRED

	}

}
