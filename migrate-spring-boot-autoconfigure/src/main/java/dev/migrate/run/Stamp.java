package dev.migrate.run;

import java.util.List;

import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import dev.migrate.run.History.Applied;

/**
 * The change that a stamp makes to the history, planned or made.
 *
 * @param graph the revisions of the changelog
 * @param from the revisions that the database was at
 * @param to the revisions that it is at afterwards
 * @param added the revisions that get rows
 * @param removed the revisions that lose their rows
 * @param left the rows that are kept although no file contains their changeset
 * @param purged the number of rows that are deleted first; 0 without a purge
 */
public record Stamp(RevisionGraph graph, List<Revision> from, List<Revision> to, List<Revision> added,
		List<Revision> removed, List<Applied> left, int purged) {

	public Stamp {
		from = List.copyOf(from);
		to = List.copyOf(to);
		added = List.copyOf(added);
		removed = List.copyOf(removed);
		left = List.copyOf(left);
	}

}
