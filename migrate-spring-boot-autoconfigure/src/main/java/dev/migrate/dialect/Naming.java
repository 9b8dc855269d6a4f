package dev.migrate.dialect;

import java.util.List;
import java.util.function.Predicate;

/**
 * How a product's names look.
 */
public interface Naming {

	/**
	 * Cut a name to the length that the product stores.
	 * @param name the name
	 * @return the name as the catalog would have it
	 */
	String clip(String name);

	/**
	 * Choose a name for what nobody has named.
	 * @param kind what it is
	 * @param table the name of its table, within the schema
	 * @param columns the columns that it is about
	 * @param taken tells which names are in use
	 * @return a name that is not in use
	 */
	String choose(Kind kind, String table, List<String> columns, Predicate<String> taken);

	/**
	 * The kinds of things that may come without a name.
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
