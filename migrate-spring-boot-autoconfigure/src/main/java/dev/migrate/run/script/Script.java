package dev.migrate.run.script;

import java.util.List;

import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;

/**
 * The SQL of a run, without running it.
 *
 * @param graph the revisions of the changelog
 * @param from the revisions that the database has to be at before
 * @param to the revisions that the database is at afterwards
 * @param revisions the revisions that the script applies, undoes or stamps, in that order
 * @param losses which rows are lost, one line for each changeset
 * @param sql the statements; empty if there is nothing to do
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
