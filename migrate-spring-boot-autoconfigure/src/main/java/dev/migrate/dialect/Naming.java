package dev.migrate.dialect;

import java.util.List;
import java.util.function.Predicate;

/**
 * The naming rules of a product.
 */
public interface Naming {

	/**
	 * Truncate a name to the length that the product stores.
	 * @param name the name
	 * @return the name as the catalog would store it
	 */
	String clip(String name);

	/**
	 * Return whether the product accepts a name of this length.
	 * @param name the name
	 * @return {@code false} if it is too long
	 */
	boolean fits(String name);

	/**
	 * Choose a name for an unnamed object.
	 * @param kind its kind
	 * @param table the name of its table, within the schema
	 * @param columns its columns
	 * @param taken returns whether a name is in use
	 * @return a name that is not in use
	 */
	String choose(Kind kind, String table, List<String> columns, Predicate<String> taken);

	/**
	 * Append a suffix to a name, of which the end is cut off if the whole is too long.
	 * @param name the name
	 * @param suffix the suffix
	 * @return the name with the whole suffix
	 */
	default String append(String name, String suffix) {
		String start = name;
		while (!fits(start + suffix)) {
			start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
		}
		return start + suffix;
	}

	/**
	 * Return whether two tables of a schema cannot have objects of the same name.
	 * @param kind the kind of object
	 * @return {@code false} if a name is unique in its table only
	 */
	boolean isUniqueInSchema(Kind kind);

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
