package dev.migrate.authoring.acceptance;

import dev.migrate.AcceptedDifference;
import dev.migrate.change.Difference;

/**
 * The two schemas of a comparison, of which the second is the desired one.
 */
public enum Sides {

	/**
	 * The database and the entities.
	 */
	DATABASE_AND_ENTITIES,

	/**
	 * The changelog and the entities.
	 */
	CHANGELOG_AND_ENTITIES,

	/**
	 * The database and the changelog.
	 */
	DATABASE_AND_CHANGELOG;

	AcceptedDifference accept(Difference difference) {
		String current = difference.current();
		String desired = difference.desired();
		return switch (this) {
			case DATABASE_AND_ENTITIES -> new AcceptedDifference(difference.thing(), current, null, desired, "");
			case CHANGELOG_AND_ENTITIES -> new AcceptedDifference(difference.thing(), null, current, desired, "");
			case DATABASE_AND_CHANGELOG -> new AcceptedDifference(difference.thing(), current, desired, null, "");
		};
	}

	static Sides of(AcceptedDifference difference) {
		if (difference.entities() == null) {
			return DATABASE_AND_CHANGELOG;
		}
		return (difference.database() != null) ? DATABASE_AND_ENTITIES : CHANGELOG_AND_ENTITIES;
	}

}
