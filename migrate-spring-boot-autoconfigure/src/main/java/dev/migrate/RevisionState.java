package dev.migrate;

import java.util.Locale;

/**
 * The state of a revision or a changeset in a database.
 */
public enum RevisionState {

	/**
	 * Applied.
	 */
	APPLIED,

	/**
	 * Applied, and the file was edited after that.
	 */
	EDITED,

	/**
	 * Some of the changesets have been applied and others not.
	 */
	PARTLY_APPLIED,

	/**
	 * Applied by the next upgrade.
	 */
	PENDING,

	/**
	 * Excluded by a context, a label or the database product, or not applied since a
	 * precondition does not hold that lets a run continue.
	 */
	LEFT_OUT,

	/**
	 * Applied, and the file does not exist any more.
	 */
	FILE_MISSING;

	/**
	 * Return whether an upgrade applies the revision, wholly or in part.
	 * @return {@code true} if it is pending or partly applied
	 */
	public boolean isPending() {
		return this == PENDING || this == PARTLY_APPLIED;
	}

	/**
	 * Return the state as text for users.
	 * @return lower-case words
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
