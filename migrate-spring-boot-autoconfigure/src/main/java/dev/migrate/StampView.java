package dev.migrate;

import java.util.List;

import dev.migrate.changelog.Revision;
import dev.migrate.run.History.Applied;
import dev.migrate.run.Stamp;

/**
 * What a stamp changed in the history, or would change.
 *
 * @param database the name of the database in this application
 * @param from the ids of the revisions that it was at
 * @param to the ids of the revisions that it is at afterwards
 * @param added the revisions that got rows in the history
 * @param removed the revisions that lost their rows
 * @param left the changesets of rows that stay although no file has them: path, id and
 * author
 * @param purged how many rows were deleted first; 0 without a purge
 */
public record StampView(String database, List<String> from, List<String> to, List<RevisionView> added,
		List<RevisionView> removed, List<String> left, int purged) {

	static StampView of(String database, Stamp stamp) {
		return new StampView(database, StatusView.ids(stamp.from()), StatusView.ids(stamp.to()),
				views(stamp, stamp.added(), RevisionState.APPLIED),
				views(stamp, stamp.removed(), RevisionState.PENDING),
				stamp.left().stream().map(StampView::name).toList(), stamp.purged());
	}

	private static List<RevisionView> views(Stamp stamp, List<Revision> revisions, RevisionState state) {
		return revisions.stream().map((revision) -> RevisionView.of(revision, stamp.graph(), state)).toList();
	}

	private static String name(Applied row) {
		return row.path() + "::" + row.id() + "::" + row.author();
	}

}
