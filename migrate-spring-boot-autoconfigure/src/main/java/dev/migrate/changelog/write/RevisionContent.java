package dev.migrate.changelog.write;

import dev.migrate.change.Changes;
import dev.migrate.dialect.ExecutableChanges;
import dev.migrate.schema.Schema;

/**
 * The content of a revision to be written.
 *
 * @param executable the changes, as the product executes them
 * @param asked the changes that entities require, whose objects are marked as owned
 * @param current the schema before the changes, renames included
 */
public record RevisionContent(ExecutableChanges executable, Changes asked, Schema current) {

	/**
	 * Return the content for changes that entities require.
	 * @param changes the changes
	 * @param current the schema before the changes, renames included
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
