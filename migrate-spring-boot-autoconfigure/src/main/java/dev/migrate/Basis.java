package dev.migrate;

import java.util.Locale;

/**
 * The schema that entities are compared with to generate a revision.
 */
public enum Basis {

	/**
	 * The live database, which must be at the head of the changelog.
	 */
	DATABASE,

	/**
	 * The schema that the changelog builds in an empty scratch database.
	 */
	CHANGELOG;

	/**
	 * Return the basis as an option value.
	 * @return the name in lower case
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
