package dev.migrate.run.script;

import java.util.List;

import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;

/**
 * The SQL of a run that did not take place.
 *
 * @param graph the revisions of the changelog
 * @param from the revisions that a database has to be at for it
 * @param to the revisions that the database is at afterwards
 * @param revisions the revisions that it applies, undoes or stamps, in that order
 * @param losses what rows are lost by it, one line a changeset
 * @param sql the statements; empty where there is nothing to do
 */
public record Script(RevisionGraph graph, List<Revision> from, List<Revision> to, List<Revision> revisions,
		List<String> losses, String sql) {

	public Script {
		from = List.copyOf(from);
		to = List.copyOf(to);
		revisions = List.copyOf(revisions);
		losses = List.copyOf(losses);
	}

}
