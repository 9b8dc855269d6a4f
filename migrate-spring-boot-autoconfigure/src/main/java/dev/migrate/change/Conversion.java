package dev.migrate.change;

/**
 * The effect of a change of type on the values of a column.
 */
public enum Conversion {

	/**
	 * Every value fits.
	 */
	KEEPS_VALUES,

	/**
	 * A value that does not fit stops the change.
	 */
	MAY_FAIL,

	/**
	 * The result depends on the time zone of the session that applies the change.
	 */
	DEPENDS_ON_ZONE,

	/**
	 * Values are rounded, cut or lost.
	 */
	LOSES_DATA,

	/**
	 * There is no conversion between the types: any value stops the change, until a user
	 * provides one.
	 */
	NONE

}
