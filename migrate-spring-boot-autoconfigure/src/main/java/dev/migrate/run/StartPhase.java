package dev.migrate.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.RevisionPhase;
import dev.migrate.changelog.ChangelogPaths;
import dev.migrate.changelog.RunRevisions;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;

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
	 * @throws LiquibaseException if the history cannot be read
	 * @throws CannotProceedException if another pending revision depends on such a
	 * changeset
	 */
	void apply(DatabaseChangeLog changeLog, Database database, Contexts contexts, LabelExpression labels,
			ChangeLogHistoryService history) throws LiquibaseException {
		RunRevisions revisions = new RunRevisions(changeLog, Scope.getCurrentScope().getResourceAccessor(),
				this.versionLocations);
		List<ChangeSet> marked = changeLog.getChangeSets().stream().filter(revisions::mayHavePhase).toList();
		if (marked.isEmpty()) {
			return;
		}
		RunFilter filter = RunFilter.of(database, contexts, labels);
		Pending pending = Pending.read(history, filter);
		List<ChangeSet> later = later(marked, revisions, pending);
		if (later.isEmpty() || pending.isAll(changeLog)) {
			return;
		}
		Optional<CannotProceedException> refusal = refusal(revisions, pending);
		if (refusal.isPresent()) {
			// Another process may be building the database.
			pending = waitAndRead(database, history, filter);
			later = later(marked, revisions, pending);
			refusal = refusal(revisions, pending);
			if (refusal.isPresent()) {
				throw refusal.get();
			}
		}
		later.forEach((changeSet) -> changeSet.setIgnore(true));
		if (!later.isEmpty()) {
			this.log.leaveToLater();
		}
	}

	private static List<ChangeSet> later(List<ChangeSet> marked, RunRevisions revisions, Pending pending) {
		return marked.stream()
			.filter((changeSet) -> isRepeatable(changeSet) || pending.contains(changeSet))
			.filter((changeSet) -> revisions.phase(changeSet) == RevisionPhase.AFTER_START)
			.toList();
	}

	private static boolean isRepeatable(ChangeSet changeSet) {
		return changeSet.shouldAlwaysRun() || changeSet.shouldRunOnChange();
	}

	private static Pending waitAndRead(Database database, ChangeLogHistoryService history, RunFilter filter)
			throws LiquibaseException {
		LockService lock = LockServiceFactory.getInstance().getLockService(database);
		lock.waitForLock();
		try {
			history.reset();
			return Pending.read(history, filter);
		}
		finally {
			lock.releaseLock();
		}
	}

	private static Optional<CannotProceedException> refusal(RunRevisions revisions, Pending pending) {
		RevisionGraph graph = revisions.graph();
		for (Revision revision : graph.revisions()) {
			if (revision.phase() == RevisionPhase.BEFORE_START && pending.containsAny(revisions.steps(revision))) {
				Optional<Revision> needed = graph.ancestors(revision)
					.stream()
					.filter((ancestor) -> ancestor.phase() == RevisionPhase.AFTER_START)
					.filter((ancestor) -> pending.containsAny(revisions.steps(ancestor)))
					.findFirst();
				if (needed.isPresent()) {
					return Optional.of(new CannotProceedException(ErrorCode.AFTER_START_PENDING, "Revision " + revision
							+ " cannot be applied on startup: it depends on revision " + needed.get()
							+ ", which runs after the start and is not complete. Run upgrade, which applies both, or"
							+ " start a version of the application without the first one, and wait until the second"
							+ " is applied."));
				}
			}
		}
		return Optional.empty();
	}

	/**
	 * What the history of a database lacks.
	 *
	 * @param known the changesets in the history
	 * @param filter what a run leaves out anyway
	 * @param normalized the normalized paths, since Liquibase takes long for each
	 */
	private record Pending(Set<ChangesetKey> known, RunFilter filter, Map<String, String> normalized) {

		static Pending read(ChangeLogHistoryService history, RunFilter filter) throws DatabaseException {
			Pending pending = new Pending(new HashSet<>(), filter, new HashMap<>());
			history.getRanChangeSets()
				.forEach((ran) -> pending.known
					.add(pending.key(ran.getId(), String.valueOf(ran.getAuthor()), ran.getChangeLog())));
			return pending;
		}

		private ChangesetKey key(String id, String author, String path) {
			return new ChangesetKey(id, author, this.normalized.computeIfAbsent(path, ChangelogPaths::normalize));
		}

		private boolean isKnown(ChangeSet changeSet) {
			return this.known
				.contains(key(changeSet.getId(), String.valueOf(changeSet.getAuthor()), changeSet.getFilePath()));
		}

		boolean contains(ChangeSet changeSet) {
			return !isKnown(changeSet) && this.filter.accepts(changeSet);
		}

		boolean containsAny(List<ChangeSet> changeSets) {
			return changeSets.stream().anyMatch(this::contains);
		}

		// The history may be shared with another application
		boolean isAll(DatabaseChangeLog changeLog) {
			return changeLog.getChangeSets().stream().noneMatch(this::isKnown);
		}

	}

}
