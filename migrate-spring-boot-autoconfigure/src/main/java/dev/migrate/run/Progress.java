package dev.migrate.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.MigrationListener;
import dev.migrate.RevisionState;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.changelog.revision.RevisionGraph;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Translates Liquibase's events on changesets into events on revisions.
 */
public final class Progress extends AbstractChangeExecListener {

	private final RevisionGraph graph;

	private final RevisionState before;

	private final MigrationListener listener;

	private final int total;

	private final Map<ChangesetKey, Revision> revisions = new HashMap<>();

	private final Map<ChangesetKey, Revision> tried = new HashMap<>();

	private final Map<ChangesetKey, Changeset> changesets = new HashMap<>();

	private final Set<Revision> started = new HashSet<>();

	/**
	 * Create a listener of a run.
	 * @param graph the revisions of the changelog
	 * @param revisions the revisions that the run applies or undoes
	 * @param tried the revisions that it only tries, which are announced if they have run
	 * @param before the state of the revisions before the run
	 * @param listener the listener to notify
	 */
	public Progress(RevisionGraph graph, List<Revision> revisions, List<Revision> tried, RevisionState before,
			MigrationListener listener) {
		this.graph = graph;
		this.before = before;
		this.listener = listener;
		this.total = revisions.size();
		revisions.forEach((revision) -> put(revision, this.revisions));
		tried.forEach((revision) -> put(revision, this.tried));
	}

	private void put(Revision revision, Map<ChangesetKey, Revision> target) {
		for (Changeset changeset : revision.changesets()) {
			ChangesetKey key = ChangesetKey.of(changeset);
			target.put(key, revision);
			this.changesets.put(key, changeset);
		}
	}

	@Override
	public void willRun(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database,
			ChangeSet.RunStatus status) {
		start(changeSet);
	}

	@Override
	public void ran(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, ChangeSet.ExecType execType) {
		if (execType.ran) {
			announce(this.tried.get(ChangesetKey.of(changeSet)));
		}
		end(changeSet);
	}

	@Override
	public void runFailed(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, Exception ex) {
		end(changeSet);
	}

	@Override
	public void willRollback(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
		start(changeSet);
	}

	@Override
	public void rolledBack(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
		end(changeSet);
	}

	@Override
	public void rollbackFailed(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, Exception ex) {
		end(changeSet);
	}

	private void start(ChangeSet changeSet) {
		ChangesetKey key = ChangesetKey.of(changeSet);
		announce(this.revisions.get(key));
		Changeset changeset = this.changesets.get(key);
		if (changeset != null) {
			this.listener.changesetStarting(changeset.name());
		}
	}

	private void announce(@Nullable Revision revision) {
		if (revision != null && this.started.add(revision)) {
			int number = this.started.size();
			this.listener.revisionStarting(RevisionViews.of(revision, this.graph, this.before), number,
					Math.max(number, this.total));
		}
	}

	private void end(ChangeSet changeSet) {
		Changeset changeset = this.changesets.get(ChangesetKey.of(changeSet));
		if (changeset != null) {
			this.listener.changesetEnded(changeset.name());
		}
	}

}
