package dev.migrate.dialect.h2;

import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.StandardNaming;

/**
 * The naming of H2, which truncates names that are too long.
 */
final class H2Naming extends StandardNaming {

	private static final int MAX_LENGTH = 256;

	H2Naming() {
		super(Identifiers::upperCase, MAX_LENGTH);
	}

	@Override
	public String clip(String name) {
		return (name.length() > MAX_LENGTH) ? name.substring(0, MAX_LENGTH) : name;
	}

}
