package dev.migrate.change;

import java.util.List;

import dev.migrate.schema.DependentObject;
import dev.migrate.schema.PartOfTable;

/**
 * The knowledge of a database product about what prevents a change. It is dropped before
 * the change and created again after it.
 */
public interface Obstacles {

	/**
	 * No obstacles.
	 */
	Obstacles NONE = new Obstacles() {

		@Override
		public List<PartOfTable> parts(Change change) {
			return List.of();
		}

		@Override
		public List<DependentObject> dependents(Change change) {
			return List.of();
		}

	};

	/**
	 * Find the parts of tables that prevent a change, other than foreign keys on a column
	 * that changes its type, which prevent it on every product.
	 * @param change the change
	 * @return the parts
	 */
	List<PartOfTable> parts(Change change);

	/**
	 * Find the dependent objects that prevent a change.
	 * @param change the change
	 * @return the objects, with all that depend on them
	 */
	List<DependentObject> dependents(Change change);

}
