package dev.migrate.run;

import dev.migrate.changelog.Changeset;
import dev.migrate.changelog.Revision;
import dev.migrate.changelog.RevisionGraph;

/**
 * Hears of a run while it goes on.
 */
public interface RunListener {

	/**
	 * Hears nothing.
	 */
	RunListener NONE = new RunListener() {
	};

	/**
	 * Hear that a revision starts.
	 * @param revision the revision
	 * @param graph the revisions of the changelog
	 * @param number which one of the run it is, from 1 on
	 * @param total how many the run has
	 */
	default void starting(Revision revision, RevisionGraph graph, int number, int total) {
	}

	/**
	 * Hear that a changeset starts.
	 * @param changeset the changeset
	 */
	default void starting(Changeset changeset) {
	}

	/**
	 * Hear that a changeset has ended, well or not.
	 * @param changeset the changeset
	 */
	default void ended(Changeset changeset) {
	}

}
