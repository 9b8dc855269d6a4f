package dev.migrate.changelog.revision;

import java.util.List;

import dev.migrate.RevisionPhase;
import org.jspecify.annotations.Nullable;

/**
 * A file of the versions directory with its changesets, or a changeset that is elsewhere.
 * <p>
 * The id of a changeset that is elsewhere is its changeset id. If several files contain a
 * changeset with that id, as in many older changelogs, the id is
 * {@code path::id::author}, so that the ids of all revisions are unique.
 *
 * @param id its id
 * @param slug the slug of its file name; empty for a changeset that is elsewhere
 * @param message its message
 * @param parents the ids of its parents; empty for the first revision
 * @param dependencies the ids of the revisions of other branches that it depends on
 * @param labels the labels that it gives to its branch
 * @param path the file that Liquibase records
 * @param replaces the files of the revisions that it replaces, as Liquibase has recorded
 * them; empty for most
 * @param phase when an application applies it
 * @param changesets its changesets, in order
 */
public record Revision(String id, String slug, @Nullable String message, List<String> parents,
		List<String> dependencies, List<String> labels, String path, List<String> replaces, RevisionPhase phase,
		List<Changeset> changesets) {

	public Revision {
		parents = List.copyOf(parents);
		dependencies = List.copyOf(dependencies);
		labels = List.copyOf(labels);
		replaces = List.copyOf(replaces);
		changesets = List.copyOf(changesets);
	}

	/**
	 * Return whether this revision has a step, which is applied once and can be undone.
	 * @return {@code false} if all its changesets are repeatable
	 */
	public boolean isStep() {
		return this.changesets.stream().anyMatch(Changeset::isStep);
	}

	/**
	 * Return the reference that children of this revision record. It stays valid if
	 * another file gets a changeset with the same id.
	 * @return its id for a file, otherwise the name of its changeset
	 */
	public String reference() {
		return this.changesets.stream()
			.filter((changeset) -> this.id.equals(changeset.id()) || this.id.equals(changeset.name()))
			.findFirst()
			.map(Changeset::name)
			.orElse(this.id);
	}

	/**
	 * Return the revision in readable form.
	 * @return its id and its message, if any
	 */
	@Override
	public String toString() {
		return (this.message != null) ? this.id + " (" + this.message + ")" : this.id;
	}

}
