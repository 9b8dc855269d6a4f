package dev.migrate.change;

import dev.migrate.schema.SqlType;

/**
 * The knowledge of a database product about type conversions, for the risk of a change.
 */
public interface Conversions {

	/**
	 * Predict the conversion of values when a column changes its type.
	 * @param from the type now, in canonical form
	 * @param to the type afterwards, in canonical form
	 * @return the conversion; {@link Conversion#MAY_FAIL} if it is unknown
	 */
	Conversion between(SqlType from, SqlType to);

	/**
	 * Return whether a column of one type accepts the values of another, without a
	 * conversion that the statement asks for.
	 * @param from the type that a version of the application writes
	 * @param to the type of the column, in canonical form
	 * @return {@code false} if the product refuses some of them
	 */
	default boolean accepts(SqlType from, SqlType to) {
		return switch (between(from, to)) {
			case KEEPS_VALUES, DEPENDS_ON_ZONE, LOSES_DATA -> true;
			case MAY_FAIL, NONE -> false;
		};
	}

}
