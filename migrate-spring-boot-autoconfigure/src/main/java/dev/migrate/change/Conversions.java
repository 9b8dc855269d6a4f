package dev.migrate.change;

import dev.migrate.schema.SqlType;

/**
 * What a database product has to answer about the risk of a change.
 */
@FunctionalInterface
public interface Conversions {

	/**
	 * Tell what happens to values when a column changes its type.
	 * @param from the type now, in canonical form
	 * @param to the type afterwards, in canonical form
	 * @return what happens; {@link Conversion#MAY_FAIL} where the product does not know
	 */
	Conversion between(SqlType from, SqlType to);

}
