package dev.migrate.change;

/**
 * The stages of a revision, in order. What adds comes first and what drops rows comes
 * last, so that a failure in between has lost nothing, and so that statements that a user
 * writes to move values have their place in the middle.
 */
public enum Stage {

	/**
	 * Adds objects.
	 */
	EXPAND,

	/**
	 * Sets values.
	 */
	FILL,

	/**
	 * Alters columns and adds constraints.
	 */
	TIGHTEN,

	/**
	 * Drops objects.
	 */
	CONTRACT

}
