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
	 * What the values mean afterwards depends on the time zone of the session that
	 * changes them.
	 */
	DEPENDS_ON_ZONE,

	/**
	 * Values are rounded, cut or lost.
	 */
	LOSES_DATA,

	/**
	 * Nothing makes values of the one type from those of the other: any value stops the
	 * change, until a person says how.
	 */
	NONE

}
