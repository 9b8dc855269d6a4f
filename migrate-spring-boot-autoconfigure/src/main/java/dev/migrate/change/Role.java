package dev.migrate.change;

/**
 * The role of a change to a constraint or an index: standalone, or half of a replacement.
 * A constraint or index that differs is dropped and recreated by two changes, each of
 * which is half of a replacement.
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
