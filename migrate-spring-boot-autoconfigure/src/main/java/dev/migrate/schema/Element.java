package dev.migrate.schema;

/**
 * Anything in a database that can be created or dropped.
 */
public sealed interface Element permits Namespace, EnumType, Sequence, Table, PartOfTable, DependentObjects {

	/**
	 * Return the schema object that this element is, or is a part of.
	 * @return the name of the object; for a part of a table that of the table
	 */
	QualifiedName object();

	/**
	 * Call the visitor's method for this kind of element.
	 * @param visitor the visitor
	 * @param <R> what the visitor returns
	 * @return what the visitor returned
	 */
	<R> R accept(Visitor<R> visitor);

	/**
	 * Handles each kind of element, so that a new kind does not compile until every
	 * visitor handles it.
	 *
	 * @param <R> what it returns
	 */
	interface Visitor<R> {

		R visit(Namespace schema);

		R visit(EnumType type);

		R visit(Sequence sequence);

		R visit(Table table);

		R visit(QualifiedName table, Column column);

		R visit(QualifiedName table, PrimaryKey key);

		R visit(QualifiedName table, UniqueKey key);

		R visit(QualifiedName table, ForeignKey key);

		R visit(QualifiedName table, Check check);

		R visit(QualifiedName table, Index index);

		R visit(DependentObjects objects);

	}

}
