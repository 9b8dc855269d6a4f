package dev.migrate;

import java.util.Locale;

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
	CHANGELOG;

	/**
	 * Return the name of the basis as users type it.
	 * @return the name in lower case
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
