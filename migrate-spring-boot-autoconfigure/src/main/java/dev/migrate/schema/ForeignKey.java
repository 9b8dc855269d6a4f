package dev.migrate.schema;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name the constraint's name as the catalog stores it; empty where nobody has
 * chosen one yet
 * @param columns the names of the referring columns
 * @param referencedTable the table referred to
 * @param referencedColumns the names of the columns referred to, in the order of
 * {@code columns}
 * @param onDelete what happens to referring rows when a referred row goes
 * @param onUpdate what happens to them when a referred key changes
 * @param deferral when the database looks
 */
public record ForeignKey(String name, List<String> columns, QualifiedName referencedTable,
		List<String> referencedColumns, Action onDelete, Action onUpdate, Deferral deferral) {

	public ForeignKey {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
	}

	/**
	 * The referential actions of the SQL standard.
	 */
	public enum Action {

		/**
		 * Refuse at the end of the statement or transaction; what every product does
		 * where nothing is said.
		 */
		NO_ACTION,

		/**
		 * Refuse at once.
		 */
		RESTRICT,

		/**
		 * Do the same to the referring rows.
		 */
		CASCADE,

		/**
		 * Set the referring columns to null.
		 */
		SET_NULL,

		/**
		 * Set the referring columns to their defaults.
		 */
		SET_DEFAULT

	}

	/**
	 * When a foreign key is looked at.
	 */
	public enum Deferral {

		/**
		 * After each statement.
		 */
		NOT_DEFERRABLE,

		/**
		 * After each statement, unless a transaction asks otherwise.
		 */
		INITIALLY_IMMEDIATE,

		/**
		 * At the end of the transaction.
		 */
		INITIALLY_DEFERRED

	}

}
