package dev.migrate.dialect;

import java.util.List;
import java.util.function.Predicate;

/**
 * The naming rules of a product.
 */
public interface Naming {

	/**
	 * Cut a name to the length that the product stores.
	 * @param name the name
	 * @return the name as the catalog would have it
	 */
	String clip(String name);

	/**
	 * Choose a name for an unnamed object.
	 * @param kind what it is
	 * @param table the name of its table, within the schema
	 * @param columns the columns that it is about
	 * @param taken returns whether a name is in use
	 * @return a name that is not in use
	 */
	String choose(Kind kind, String table, List<String> columns, Predicate<String> taken);

	/**
	 * The kinds of objects that may be unnamed.
	 */
	enum Kind {

		/**
		 * A primary key.
		 */
		PRIMARY_KEY,

		/**
		 * A unique constraint.
		 */
		UNIQUE_KEY,

		/**
		 * A foreign key.
		 */
		FOREIGN_KEY,

		/**
		 * A check constraint.
		 */
		CHECK,

		/**
		 * An index.
		 */
		INDEX

	}

}
