package dev.migrate;

import java.util.List;

import dev.migrate.changelog.Revision;
import dev.migrate.changelog.RevisionGraph;
import dev.migrate.run.DowngradePlan;
import dev.migrate.run.MigrationRunner.Upgrade;

/**
 * What an upgrade or a downgrade did, or would do.
 *
 * @param database the name of the database in this application
 * @param from the ids of the revisions that it was at
 * @param to the ids of the revisions that it is at afterwards
 * @param revisions the revisions that were applied or undone, in that order
 * @param losses what rows are lost by it, one line a changeset; empty for an upgrade
 */
public record MovedView(String database, List<String> from, List<String> to, List<RevisionView> revisions,
		List<String> losses) {

	static MovedView of(String database, Upgrade upgrade) {
		return new MovedView(database, StatusView.ids(upgrade.from()), StatusView.ids(upgrade.to()),
				views(upgrade.revisions(), RevisionState.APPLIED, upgrade.graph()), List.of());
	}

	static MovedView of(String database, DowngradePlan plan) {
		return new MovedView(database, StatusView.ids(plan.from()), StatusView.ids(plan.to()),
				views(plan.undone(), RevisionState.PENDING, plan.graph()), plan.losses());
	}

	private static List<RevisionView> views(List<Revision> revisions, RevisionState state, RevisionGraph graph) {
		return revisions.stream().map((revision) -> RevisionView.of(revision, graph, state)).toList();
	}

}
