package dev.migrate.testing;

/**
 * What a database product can do, and a test needs.
 */
public enum Capability {

	/**
	 * A column that exists can become an identity column.
	 */
	ADDED_IDENTITY,

	/**
	 * All reserved words of the product are known.
	 */
	KNOWN_RESERVED_WORDS,

	/**
	 * The databases of the tests check the password of a user.
	 */
	PASSWORDS,

	/**
	 * A text in double quotes is a name.
	 */
	QUOTED_NAMES,

	/**
	 * A database has several schemas.
	 */
	SCHEMAS,

	/**
	 * A changelog is replayed into a scratch database.
	 */
	SCRATCH_DATABASES,

	/**
	 * There are sequences.
	 */
	SEQUENCES,

	/**
	 * The database is one of several on a server.
	 */
	SERVER,

	/**
	 * A unit of a revision, such as all its new tables, is one changeset.
	 */
	UNIT_CHANGESETS

}
