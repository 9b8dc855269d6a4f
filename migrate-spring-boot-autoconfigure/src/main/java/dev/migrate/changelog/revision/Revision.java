package dev.migrate.changelog.revision;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A file of the versions directory with its changesets; or a changeset that lives
 * anywhere else.
 * <p>
 * The id of a changeset that lives elsewhere is its own. Where several files have such a
 * changeset, as older changelogs often do, each is called {@code path::id::author}: so
 * every revision has an id that names it alone.
 *
 * @param id its id
 * @param slug the words of its file's name; empty for a changeset that lives elsewhere
 * @param message what it is for
 * @param parents the ids of the revisions that it builds on; empty for the first
 * @param dependencies the ids of revisions of other branches that have to be there before
 * it
 * @param labels the names that it gives to its branch
 * @param path the file that it is in, as Liquibase records it
 * @param changesets its changesets, in order
 */
public record Revision(String id, String slug, @Nullable String message, List<String> parents,
		List<String> dependencies, List<String> labels, String path, List<Changeset> changesets) {

	public Revision {
		parents = List.copyOf(parents);
		dependencies = List.copyOf(dependencies);
		labels = List.copyOf(labels);
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
	 * Return what a revision that builds on this one records as its parent. It stays
	 * right when another file gets a changeset with the same id.
	 * @return its id where it is a file, else the name of its changeset
	 */
	public String reference() {
		return this.changesets.stream()
			.filter((changeset) -> this.id.equals(changeset.id()) || this.id.equals(changeset.name()))
			.findFirst()
			.map(Changeset::name)
			.orElse(this.id);
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
