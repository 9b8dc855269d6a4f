package dev.migrate;

import dev.migrate.changelog.Changeset;
import dev.migrate.changelog.Revision;
import dev.migrate.changelog.RevisionGraph;
import dev.migrate.run.RunListener;

/**
 * Has a listener of the front door hear of a run.
 *
 * @param listener the listener
 * @param before the state of the revisions before they start
 */
record ListenerAdapter(MigrationListener listener, RevisionState before) implements RunListener {

	@Override
	public void starting(Revision revision, RevisionGraph graph, int number, int total) {
		this.listener.revisionStarting(RevisionView.of(revision, graph, this.before), number, total);
	}

	@Override
	public void starting(Changeset changeset) {
		this.listener.changesetStarting(changeset.name());
	}

	@Override
	public void ended(Changeset changeset) {
		this.listener.changesetEnded(changeset.name());
	}

}
