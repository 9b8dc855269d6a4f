package dev.migrate;

/**
 * What entities are compared with to find what is to be generated.
 */
public enum Basis {

	/**
	 * The database as it is, which has to be at the head of the changelog.
	 */
	DATABASE,

	/**
	 * What the changelog builds in an empty database, whatever the real one has.
	 */
	CHANGELOG

}
