package dev.migrate.run;

import dev.migrate.changelog.Changeset;

/**
 * Says that a changeset cannot be undone, since nobody has said how.
 */
public class RollbackMissingException extends CannotRunException {

	private final transient Changeset changeset;

	/**
	 * Create an exception.
	 * @param changeset the changeset
	 * @param reason why it cannot be undone
	 */
	public RollbackMissingException(Changeset changeset, String reason) {
		super("Changeset " + changeset.id() + " in " + changeset.path() + " cannot be undone: " + reason
				+ " Nothing has been changed; add a rollback to it.");
		this.changeset = changeset;
	}

	/**
	 * Return the changeset that cannot be undone.
	 * @return the changeset
	 */
	public Changeset changeset() {
		return this.changeset;
	}

}
