package dev.migrate;

/**
 * Hears of an upgrade or a downgrade while it goes on, in the thread that asked for it.
 */
public interface MigrationListener {

	/**
	 * Hears nothing.
	 */
	MigrationListener NONE = new MigrationListener() {
	};

	/**
	 * Hear that a revision starts to be applied or undone.
	 * @param revision the revision, as it was before
	 * @param number which one it is, from 1 on
	 * @param total how many there are
	 */
	default void revisionStarting(RevisionView revision, int number, int total) {
	}

	/**
	 * Hear that a changeset starts to be applied or undone.
	 * @param changeset its path, id and author
	 */
	default void changesetStarting(String changeset) {
	}

	/**
	 * Hear that a changeset has ended, well or not.
	 * @param changeset its path, id and author
	 */
	default void changesetEnded(String changeset) {
	}

}
