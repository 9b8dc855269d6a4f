package dev.migrate.changelog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A file of the versions directory with its changesets; or a changeset that lives
 * anywhere else.
 *
 * @param id its id
 * @param slug the words of its file's name; empty for a changeset that lives elsewhere
 * @param message what it is for
 * @param parents the ids of the revisions that it builds on; empty for the first
 * @param path the file that it is in, as Liquibase records it
 * @param changesets its changesets, in order
 */
public record Revision(String id, String slug, @Nullable String message, List<String> parents, String path,
		List<Changeset> changesets) {

	public Revision {
		parents = List.copyOf(parents);
		changesets = List.copyOf(changesets);
	}

	/**
	 * Return whether this revision has anything that is done once and can be undone.
	 * @return {@code false} where all its changesets are run again and again
	 */
	public boolean isStep() {
		return this.changesets.stream().anyMatch(Changeset::isStep);
	}

	/**
	 * Return the revision as a person reads it.
	 * @return its id and, where it has one, its message
	 */
	@Override
	public String toString() {
		return (this.message != null) ? this.id + " (" + this.message + ")" : this.id;
	}

}
