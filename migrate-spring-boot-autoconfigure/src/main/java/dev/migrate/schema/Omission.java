package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * Something that the mapping of an entity asks for and a schema cannot express, so that
 * it is neither compared nor written.
 *
 * @param kind what it is
 * @param object the table or view, or the sequence
 * @param column the column; {@code null} for all of the object
 * @param origin the entity, with its attribute if there is one; empty if it is not known
 * @param text the SQL of the mapping
 */
public record Omission(Kind kind, QualifiedName object, @Nullable String column, String origin, String text) {

	/**
	 * Return this omission with other names.
	 * @param object the table or view, or the sequence
	 * @param column the column; {@code null} for all of the object
	 * @return the changed copy
	 */
	public Omission withNames(QualifiedName object, @Nullable String column) {
		return new Omission(this.kind, object, column, this.origin, this.text);
	}

	/**
	 * The kinds of omissions.
	 */
	public enum Kind {

		/**
		 * A view that Hibernate would create.
		 */
		VIEW,

		/**
		 * The options of a table.
		 */
		TABLE_OPTIONS,

		/**
		 * The options of a column, or clauses of its definition.
		 */
		COLUMN_CLAUSES,

		/**
		 * Clauses of a check that are written and not compared.
		 */
		CHECK_OPTIONS,

		/**
		 * Clauses of a foreign key.
		 */
		FOREIGN_KEY_OPTIONS,

		/**
		 * The options of a sequence.
		 */
		SEQUENCE_OPTIONS

	}

}
