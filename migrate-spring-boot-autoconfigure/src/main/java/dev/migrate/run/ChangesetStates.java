package dev.migrate.run;

import dev.migrate.RevisionState;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.run.History.Applied;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Determines the state of each changeset by the rules of a Liquibase run.
 */
final class ChangesetStates {

	private final Changelog changelog;

	private final History history;

	private final RunFilter filter;

	private final SkippedChangesets skipped;

	ChangesetStates(Session session, Changelog changelog, History history) {
		this.changelog = changelog;
		this.history = history;
		this.skipped = new SkippedChangesets(session, changelog, history);
		this.filter = RunFilter.of(session.database(), new Contexts(session.target().contexts()),
				new LabelExpression(session.target().labelFilter()));
	}

	ChangesetStatus of(Changeset changeset) {
		ChangeSet parsed = this.changelog.parsed(changeset).orElse(null);
		if (parsed == null) {
			return new ChangesetStatus(changeset, RevisionState.LEFT_OUT, null, false, false);
		}
		Applied applied = this.history.of(changeset).orElse(null);
		boolean wanted = this.filter.accepts(parsed);
		if (applied == null) {
			boolean pending = wanted && !this.skipped.contains(changeset, parsed);
			return new ChangesetStatus(changeset, pending ? RevisionState.PENDING : RevisionState.LEFT_OUT, null, false,
					wanted);
		}
		boolean same = isSame(parsed, applied.checksum());
		RevisionState state = (changeset.runOnChange() && wanted && !same) ? RevisionState.PENDING
				: RevisionState.APPLIED;
		return new ChangesetStatus(changeset, state, applied, changeset.isStep() && wanted && !same, wanted);
	}

	/**
	 * Return whether a context, a label or the database product excludes a changeset.
	 * @param changeset the changeset
	 * @return {@code true} if a run would skip it
	 */
	boolean isLeftOut(Changeset changeset) {
		return this.changelog.parsed(changeset).filter(this.filter::accepts).isEmpty();
	}

	private static boolean isSame(ChangeSet changeSet, @Nullable String checksum) {
		try {
			return checksum == null || changeSet.isCheckSumValid(CheckSum.parse(checksum));
		}
		catch (RuntimeException ex) {
			// The checksum is of a version that this Liquibase cannot compute: it will
			// write its own.
			Scope.getCurrentScope().getLog(ChangesetStates.class).fine("No checksum of " + changeSet, ex);
			return true;
		}
	}

}
