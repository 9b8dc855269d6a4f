package dev.migrate.changelog.file;

import java.nio.file.Path;

import dev.migrate.MigrationFailedException;

/**
 * An include that a master changelog lacks, and that can be added to it.
 *
 * @param master the master changelog
 * @param included the directory or file to include, relative to the master
 * @param before the text of the master
 * @param after the text of the master with the include
 */
public record MissingInclude(Path master, String included, String before, String after) {

	/**
	 * Add the include to the master.
	 * @throws MigrationFailedException if the file cannot be written
	 */
	public void add() {
		ChangelogFiles.save(this.master, this.after);
	}

	/**
	 * Remove the include, which was added in vain.
	 * @throws MigrationFailedException if the file cannot be written
	 */
	public void remove() {
		ChangelogFiles.save(this.master, this.before);
	}

	/**
	 * Describe the include.
	 * @return the master and what it includes, as the end of a sentence
	 */
	public String description() {
		return this.master + ": the include of " + this.included + ".";
	}

}
