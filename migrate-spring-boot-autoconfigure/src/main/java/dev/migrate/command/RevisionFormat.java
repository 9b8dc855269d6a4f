package dev.migrate.command;

import java.util.Locale;

/**
 * The formats that a revision can be written in.
 */
enum RevisionFormat {

	YAML, XML, JSON, SQL;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
