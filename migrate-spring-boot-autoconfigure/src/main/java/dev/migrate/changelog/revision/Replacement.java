package dev.migrate.changelog.revision;

import java.util.List;

/**
 * The revisions that one revision replaces, so that a database that has them takes it as
 * applied.
 *
 * @param paths their files, as Liquibase has recorded them
 * @param first the first of their changesets that runs once
 * @param last the last of their changesets that runs once
 */
public record Replacement(List<String> paths, Changeset first, Changeset last) {

	public Replacement {
		paths = List.copyOf(paths);
	}

}
