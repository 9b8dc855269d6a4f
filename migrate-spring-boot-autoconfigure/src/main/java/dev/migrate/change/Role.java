package dev.migrate.change;

/**
 * Whether a change to a constraint or an index stands alone. A constraint or index that
 * differs is dropped and recreated by two changes, each of which is half of a
 * replacement.
 */
public enum Role {

	/**
	 * The constraint or index is added or dropped.
	 */
	STANDALONE,

	/**
	 * The constraint or index is dropped in order to be recreated, or recreated after
	 * that.
	 */
	REPLACEMENT

}
