package dev.migrate.changelog.write;

import dev.migrate.change.Changes;
import dev.migrate.schema.Schema;

/**
 * What is written into a revision.
 *
 * @param changes the changes, in canonical form
 * @param asked those that entities ask for: what they create is marked as owned
 * @param current the schema that they are for, renames included
 */
public record RevisionContent(Changes changes, Changes asked, Schema current) {

	/**
	 * Return changes that entities ask for.
	 * @param changes the changes
	 * @param current the schema that they are for, renames included
	 * @return the content
	 */
	public static RevisionContent of(Changes changes, Schema current) {
		return new RevisionContent(changes, changes, current);
	}

}
