package dev.migrate.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.RevisionPhase;
import dev.migrate.changelog.RunRevisions;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.database.Database;

/**
 * Leaves to the time after the start of the application what its changelog says so of.
 *
 * @param versionLocations the directories of revisions, relative to the master changelog;
 * empty for the default
 * @param log is told what is left
 */
record StartPhase(List<String> versionLocations, RunLog log) {

	/**
	 * Have a run on startup ignore the changesets that run after it. On a new database
	 * nothing is left: it has no rows whose migration takes long.
	 * @param changeLog the changelog of the run, before it begins
	 * @param database the database of Liquibase
	 * @param contexts the contexts of the run
	 * @param labels the labels of the run
	 * @param history the history of the database
	 * @throws CannotProceedException if another pending revision depends on such a
	 * changeset
	 */
	void apply(DatabaseChangeLog changeLog, Database database, Contexts contexts, LabelExpression labels,
			List<RanChangeSet> history) {
		if (history.isEmpty()) {
			return;
		}
		Set<ChangesetKey> known = new HashSet<>();
		history.forEach((ran) -> known.add(ChangesetKey.of(ran)));
		List<ChangeSetFilter> filters = List.of(new ContextChangeSetFilter(contexts), new LabelChangeSetFilter(labels),
				new DbmsChangeSetFilter(database), new IgnoreChangeSetFilter());
		Predicate<ChangeSet> isPending = (changeSet) -> !known.contains(ChangesetKey.of(changeSet))
				&& filters.stream().allMatch((filter) -> filter.accepts(changeSet).isAccepted());
		RunRevisions revisions = new RunRevisions(changeLog, Scope.getCurrentScope().getResourceAccessor(),
				this.versionLocations);
		List<ChangeSet> later = changeLog.getChangeSets()
			.stream()
			.filter((changeSet) -> isRepeatable(changeSet) || isPending.test(changeSet))
			.filter((changeSet) -> revisions.phase(changeSet) == RevisionPhase.AFTER_START)
			.toList();
		if (later.isEmpty()) {
			return;
		}
		refuseDependents(revisions, isPending);
		later.forEach((changeSet) -> changeSet.setIgnore(true));
		this.log.leaveToLater();
	}

	private static boolean isRepeatable(ChangeSet changeSet) {
		return changeSet.shouldAlwaysRun() || changeSet.shouldRunOnChange();
	}

	private static void refuseDependents(RunRevisions revisions, Predicate<ChangeSet> isPending) {
		RevisionGraph graph = revisions.graph();
		for (Revision revision : graph.revisions()) {
			if (revision.phase() == RevisionPhase.BEFORE_START
					&& revisions.steps(revision).stream().anyMatch(isPending)) {
				Stream<Revision> needed = graph.ancestors(revision)
					.stream()
					.filter((ancestor) -> ancestor.phase() == RevisionPhase.AFTER_START)
					.filter((ancestor) -> revisions.steps(ancestor).stream().anyMatch(isPending));
				needed.findFirst().ifPresent((ancestor) -> {
					throw new CannotProceedException(ErrorCode.AFTER_START_PENDING, "Revision " + revision
							+ " cannot be applied on startup: it depends on revision " + ancestor
							+ ", which runs after the start and is not complete. Run upgrade, which applies both, or"
							+ " start a version of the application without the first one, and wait until the second"
							+ " is applied.");
				});
			}
		}
	}

}
