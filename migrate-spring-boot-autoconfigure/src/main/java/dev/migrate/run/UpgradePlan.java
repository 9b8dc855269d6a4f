package dev.migrate.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.migrate.MigrationFailedException;
import dev.migrate.RevisionState;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.TouchedTables;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import dev.migrate.run.lock.Fingerprint;
import liquibase.changelog.ChangeSet;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import liquibase.serializer.core.string.StringChangeLogSerializer;

/**
 * What an upgrade is about to do.
 *
 * @param status the status of the database before
 * @param revisions the revisions that are applied, wholly or in part, in that order
 */
public record UpgradePlan(MigrationStatus status, List<Revision> revisions) {

	private static final int DIGITS = 64;

	/**
	 * Plan an upgrade, without creating a table or taking a lock.
	 * @param session a session of the database
	 * @param reference the revision reference
	 * @return the plan
	 * @throws MigrationFailedException if the database cannot be read
	 */
	public static UpgradePlan of(Session session, String reference) {
		MigrationStatus status = MigrationStatus.of(session, session.parse());
		return new UpgradePlan(status, MigrationRunner.pending(status, MigrationRunner.wanted(status, reference)));
	}

	/**
	 * Return the revisions that the database is at afterwards.
	 * @return the revisions
	 */
	public List<Revision> to() {
		return MigrationRunner.reached(this.status, Set.copyOf(this.revisions));
	}

	/**
	 * Return the changesets of a revision that are applied.
	 * @param revision one of the revisions
	 * @return the changesets, in that order
	 */
	public List<Changeset> changesets(Revision revision) {
		return this.status.revisions()
			.stream()
			.filter((one) -> one.revision() == revision)
			.flatMap((one) -> one.changesets().stream())
			.filter((changeset) -> changeset.state() == RevisionState.PENDING)
			.map(ChangesetStatus::changeset)
			.toList();
	}

	/**
	 * Return the checksum of a changeset.
	 * @param changeset one of the changesets
	 * @return the checksum
	 */
	public String checksum(Changeset changeset) {
		return changelog().checksum(changeset).orElse("");
	}

	/**
	 * Return what stands for all that a file says of a changeset, also what is not part
	 * of the checksum, such as preconditions.
	 * @param changeset one of the changesets
	 * @return a fingerprint
	 */
	public String definition(Changeset changeset) {
		return changelog().parsed(changeset)
			.map((parsed) -> Fingerprint.of(new StringChangeLogSerializer().serialize(parsed, false), DIGITS))
			.orElse("");
	}

	/**
	 * Return the SQL of a changeset, as far as it is known before it runs.
	 * @param changeset one of the changesets
	 * @param session a session of the database
	 * @return the statements, each with a semicolon at its end
	 */
	public String sql(Changeset changeset, Session session) {
		return session.call(() -> changelog().parsed(changeset)
			.map((parsed) -> ChangesetSql.of(parsed, session.database()).text())
			.orElse(""));
	}

	/**
	 * Return the tables that the changesets touch.
	 * @return the tables
	 */
	public TouchedTables tables() {
		return TouchedTables.of(this.revisions.stream()
			.flatMap((revision) -> changesets(revision).stream())
			.flatMap((changeset) -> changelog().parsed(changeset).stream())
			.toList());
	}

	/**
	 * Evaluate the preconditions of the first changeset.
	 * @param session a session of the database
	 * @return what does not hold, in whole sentences; empty if the changeset can run, or
	 * is left out
	 */
	public Optional<String> unmetConditions(Session session) {
		Optional<ChangeSet> first = this.revisions.stream()
			.flatMap((revision) -> changesets(revision).stream())
			.findFirst()
			.flatMap((changeset) -> changelog().parsed(changeset));
		PreconditionContainer conditions = first.map(ChangeSet::getPreconditions).orElse(null);
		if (conditions == null || conditions.getOnFail() != FailOption.HALT) {
			return Optional.empty();
		}
		Optional<String> unmet = session.call(() -> {
			try {
				conditions.check(session.database(), changelog().parsed(), first.get(), null);
				return Optional.empty();
			}
			catch (PreconditionFailedException | PreconditionErrorException ex) {
				return FailedConditions.of(ex);
			}
		});
		session.endTransaction();
		return unmet;
	}

	private Changelog changelog() {
		return this.status.changelog();
	}

	/**
	 * Checks a plan before it is carried out.
	 */
	@FunctionalInterface
	public interface Check {

		/**
		 * Check a plan.
		 * @param plan the plan
		 * @param session a session of the database
		 * @throws dev.migrate.CannotProceedException if it must not be carried out
		 */
		void check(UpgradePlan plan, Session session);

	}

}
