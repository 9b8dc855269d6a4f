package dev.migrate.change;

import java.util.List;

import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.Schema;

/**
 * The knowledge of a database product about the parts of tables that prevent a change.
 * They are dropped before the change and created again after it.
 */
@FunctionalInterface
public interface Obstacles {

	/**
	 * Find the parts that prevent a change, other than foreign keys on a column that
	 * changes its type, which prevent it on every product.
	 * @param change the change
	 * @param current the schema before the change
	 * @return the parts
	 */
	List<PartOfTable> to(Change change, Schema current);

}
