package dev.migrate;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.changelog.Revision;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.RunLog;

/**
 * Where a database stands.
 *
 * @param database the name of the database in this application
 * @param current the ids of the revisions that it is at; empty before the first
 * @param heads the ids of the heads of the changelog
 * @param revisions all revisions, in the order in which they run
 */
public record StatusView(String database, List<String> current, List<String> heads, List<RevisionView> revisions) {

	static StatusView of(String database, MigrationStatus status, RunLog log) {
		List<RevisionView> revisions = new ArrayList<>();
		status.revisions().forEach((revision) -> revisions.add(RevisionView.of(revision, status, log)));
		status.missing().forEach((applied) -> revisions.add(RevisionView.missing(applied)));
		return new StatusView(database, ids(status.current()), ids(status.heads()), List.copyOf(revisions));
	}

	static List<String> ids(List<Revision> revisions) {
		return revisions.stream().map(Revision::id).toList();
	}

	/**
	 * Return the revisions that an upgrade would apply, wholly or in part.
	 * @return those revisions, in order
	 */
	public List<RevisionView> pending() {
		return this.revisions.stream()
			.filter((revision) -> revision.state() == RevisionState.PENDING
					|| revision.state() == RevisionState.PARTLY_APPLIED)
			.toList();
	}

}
