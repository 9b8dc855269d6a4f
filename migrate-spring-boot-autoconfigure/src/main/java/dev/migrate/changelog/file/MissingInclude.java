package dev.migrate.changelog.file;

import java.nio.file.Path;

import dev.migrate.MigrationFailedException;

/**
 * An include that a master changelog lacks, and that can be added to it.
 *
 * @param master the master changelog
 * @param included the directory or file to include, relative to the master
 * @param text the text of the master with the include
 */
public record MissingInclude(Path master, String included, String text) {

	/**
	 * Add the include to the master.
	 * @throws MigrationFailedException if the file cannot be written
	 */
	public void add() {
		ChangelogFiles.save(this.master, this.text);
	}

	/**
	 * Describe the include.
	 * @return the master and what it includes, as the end of a sentence
	 */
	public String description() {
		return this.master + ": the include of " + this.included + ".";
	}

}
