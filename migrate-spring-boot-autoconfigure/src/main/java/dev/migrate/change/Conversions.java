package dev.migrate.change;

import dev.migrate.schema.SqlType;

/**
 * The knowledge of a database product about type conversions, for the risk of a change.
 */
@FunctionalInterface
public interface Conversions {

	/**
	 * Predict the conversion of values when a column changes its type.
	 * @param from the type now, in canonical form
	 * @param to the type afterwards, in canonical form
	 * @return the conversion; {@link Conversion#MAY_FAIL} if it is unknown
	 */
	Conversion between(SqlType from, SqlType to);

}
