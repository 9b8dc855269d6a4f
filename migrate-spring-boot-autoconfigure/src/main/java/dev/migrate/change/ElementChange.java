package dev.migrate.change;

import dev.migrate.schema.Element;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.TablePart;
import org.jspecify.annotations.Nullable;

/**
 * Creates or drops an element.
 */
public sealed interface ElementChange extends Change permits Create, Drop {

	/**
	 * Return the element.
	 * @return the whole element
	 */
	Element element();

	/**
	 * Return the replacement that this change is half of.
	 * @return the replacement; {@code null} if the element is created or dropped for its
	 * own sake
	 */
	@Nullable Replace replacement();

	/**
	 * Return the part of a table that is created or dropped.
	 * @return the part; {@code null} if the element is no part of a table
	 */
	default @Nullable TablePart part() {
		return (element() instanceof PartOfTable element) ? element.part() : null;
	}

	/**
	 * Return the schema object that the element is, or is a part of.
	 * @return the name of the object; for a part of a table that of the table
	 */
	default QualifiedName object() {
		return element().object();
	}

	/**
	 * Return whether the element is a part of a table.
	 * @param table the name of the table
	 * @return {@code true} if it belongs to that table
	 */
	default boolean isPartOf(QualifiedName table) {
		return element() instanceof PartOfTable element && element.table().equals(table);
	}

}
