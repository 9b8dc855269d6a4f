package dev.migrate;

/**
 * Listener for the progress of an upgrade or a downgrade, called in the thread that
 * requested it.
 */
public interface MigrationListener {

	/**
	 * A listener that does nothing.
	 */
	MigrationListener NONE = new MigrationListener() {
	};

	/**
	 * Called before the first statement of a downgrade.
	 * @param plan what the downgrade undoes
	 */
	default void downgradeStarting(MovedView plan) {
	}

	/**
	 * Called before a revision is applied or undone.
	 * @param revision the revision, with its previous state
	 * @param number the number of the revision, starting at 1
	 * @param total the number of revisions
	 */
	default void revisionStarting(RevisionView revision, int number, int total) {
	}

	/**
	 * Called before a changeset is applied or undone.
	 * @param changeset the path, id and author of the changeset
	 */
	default void changesetStarting(String changeset) {
	}

	/**
	 * Called after a changeset succeeded or failed.
	 * @param changeset the path, id and author of the changeset
	 */
	default void changesetEnded(String changeset) {
	}

}
