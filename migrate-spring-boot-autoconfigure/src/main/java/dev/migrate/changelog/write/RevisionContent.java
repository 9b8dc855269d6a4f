package dev.migrate.changelog.write;

import dev.migrate.change.Changes;
import dev.migrate.dialect.ExecutableChanges;
import dev.migrate.schema.Schema;

/**
 * What is written into a revision.
 *
 * @param executable the changes, as the product carries them out
 * @param asked those that entities ask for: what they create is marked as owned
 * @param current the schema that they are for, renames included
 */
public record RevisionContent(ExecutableChanges executable, Changes asked, Schema current) {

	/**
	 * Return changes that entities ask for.
	 * @param changes the changes
	 * @param current the schema that they are for, renames included
	 * @return the content
	 */
	public static RevisionContent of(Changes changes, Schema current) {
		return new RevisionContent(ExecutableChanges.of(changes), changes, current);
	}

	/**
	 * Return the changes.
	 * @return the changes, in canonical form
	 */
	public Changes changes() {
		return this.executable.changes();
	}

}
