package dev.migrate.change;

import java.util.Map;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;

/**
 * What a database product does while it carries out a change, for the risks of the
 * change. The answers are facts that were measured on the product, not derived from the
 * change.
 */
public interface Effects extends Conversions {

	/**
	 * Return the effect of a change on tables with rows.
	 * @param change the change, in canonical form
	 * @return the effect on each table that the change concerns; a table that is not in
	 * it, or whose effect is {@link Effect#NONE}, is locked at most for a time that does
	 * not depend on its rows
	 */
	Map<QualifiedName, Effect> of(Change change);

	/**
	 * Return whether those who wait for a table wait for all others too.
	 * @return {@code true} if the product locks the whole database
	 */
	default boolean concernsWholeDatabase() {
		return false;
	}

	/**
	 * Return whether statements that use a type, and that a session has run before, fail
	 * after a change of the type.
	 * @param change the change
	 * @return {@code true} if the product drops the type and creates another one
	 */
	default boolean invalidatesStatements(AlterEnumType change) {
		return false;
	}

	/**
	 * Return whether the value of a generated column is computed when a row is written.
	 * @param column the column
	 * @return {@code false} if it is computed only when it is read
	 */
	default boolean computesOnWrite(Column column) {
		return column.storage() != Column.Storage.VIRTUAL;
	}

}
