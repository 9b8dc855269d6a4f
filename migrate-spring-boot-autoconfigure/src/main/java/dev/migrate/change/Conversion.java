package dev.migrate.change;

/**
 * What happens to the values of a column whose type changes.
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
	 * Values are rounded, cut or lost.
	 */
	LOSES_DATA

}
