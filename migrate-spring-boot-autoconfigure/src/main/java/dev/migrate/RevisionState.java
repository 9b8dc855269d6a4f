package dev.migrate;

import java.util.Locale;

import dev.migrate.run.MigrationStatus;

/**
 * Where a revision or a changeset stands in one database.
 */
public enum RevisionState {

	/**
	 * It has been applied.
	 */
	APPLIED,

	/**
	 * It has been applied, and its file was edited after that.
	 */
	EDITED,

	/**
	 * Some of its changesets have been applied and others not.
	 */
	PARTLY_APPLIED,

	/**
	 * It will be applied by the next upgrade.
	 */
	PENDING,

	/**
	 * A context, a label or the database product leaves it out.
	 */
	LEFT_OUT,

	/**
	 * It has been applied, and its file is not there any more.
	 */
	FILE_MISSING;

	static RevisionState of(MigrationStatus.ChangesetStatus status) {
		return status.altered() ? EDITED : of(status.state());
	}

	static RevisionState of(MigrationStatus.RevisionStatus status) {
		boolean edited = status.state() == MigrationStatus.State.APPLIED
				&& status.changesets().stream().anyMatch(MigrationStatus.ChangesetStatus::altered);
		return edited ? EDITED : of(status.state());
	}

	private static RevisionState of(MigrationStatus.State state) {
		return switch (state) {
			case APPLIED -> APPLIED;
			case PARTLY_APPLIED -> PARTLY_APPLIED;
			case PENDING -> PENDING;
			case LEFT_OUT -> LEFT_OUT;
		};
	}

	/**
	 * Return the state as people read it.
	 * @return lower-case words
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
