package dev.migrate.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Changeset;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.exception.LiquibaseException;
import liquibase.statement.core.DeleteStatement;
import org.jspecify.annotations.Nullable;

/**
 * Sets the history of a database to revisions and their ancestors, without running them.
 */
public final class Stamper {

	private final MigrationTarget target;

	/**
	 * Create a stamper.
	 * @param target the database
	 */
	public Stamper(MigrationTarget target) {
		this.target = target;
	}

	/**
	 * Return what a stamp would change, without changing it.
	 * @param references the revision references
	 * @param way how to treat the existing rows
	 * @return the stamp
	 * @throws CannotProceedException if the stamp is rejected
	 */
	public Stamp plan(List<String> references, Way way) {
		try (Session session = Session.open(this.target)) {
			return plan(session, session.parse(), references, way).stamp();
		}
	}

	/**
	 * Stamp the database.
	 * @param references the revision references
	 * @param way how to treat the existing rows
	 * @param tag the tag to write to the last row afterwards; {@code null} for none
	 * @return what was changed
	 * @throws CannotProceedException if the stamp is rejected
	 * @throws MigrationFailedException if the stamp fails
	 */
	public Stamp stamp(List<String> references, Way way, @Nullable String tag) {
		return ExclusiveRun.call(() -> {
			try (Session session = Session.open(this.target)) {
				Changelog unchanged = session.parse();
				StampPlan before = plan(session, unchanged, references, way);
				HistoryTag.check(session, tag, before.rows());
				if (!before.isEmpty()) {
					Changelog changelog = session.parseForRun();
					session.call(() -> ExclusiveRun.locked(session, () -> {
						// Another run may have ended while this one waited for the lock.
						write(session, changelog, plan(session, changelog, before.targets(), way));
						return before;
					}));
				}
				HistoryTag.write(session, tag);
				verify(session, unchanged, before.targets());
				return before.stamp();
			}
		});
	}

	private StampPlan plan(Session session, Changelog changelog, List<String> references, Way way) {
		MigrationStatus status = MigrationStatus.of(session, changelog);
		return (way == Way.PURGE) ? StampPlan.purging(status, references) : StampPlan.of(status, references);
	}

	/**
	 * Apply a plan to the history of a database.
	 * @param session the session
	 * @param changelog its changelog
	 * @param plan the plan
	 * @throws LiquibaseException if the history cannot be written
	 */
	public static void write(Session session, Changelog changelog, StampPlan plan) throws LiquibaseException {
		if (plan.stamp().purged() > 0) {
			purge(session);
		}
		else {
			Map<ChangesetKey, RanChangeSet> rows = MigrationRunner.rows(session);
			List<Changeset> newestFirst = new ArrayList<>();
			plan.removed().forEach((changeset) -> newestFirst.add(0, changeset));
			for (Changeset changeset : newestFirst) {
				remove(session, changelog, rows, changeset);
			}
		}
		for (Changeset changeset : plan.refreshed()) {
			mark(session, changelog, changeset, ChangeSet.ExecType.RERAN);
		}
		for (Changeset changeset : plan.added()) {
			mark(session, changelog, changeset, ChangeSet.ExecType.EXECUTED);
		}
	}

	private static void purge(Session session) throws LiquibaseException {
		session.executor()
			.execute(new DeleteStatement(session.database().getLiquibaseCatalogName(),
					session.database().getLiquibaseSchemaName(), session.database().getDatabaseChangeLogTableName()));
		session.database().commit();
		Scope.getCurrentScope()
			.getSingleton(ChangeLogHistoryServiceFactory.class)
			.getChangeLogService(session.database())
			.reset();
	}

	private static void remove(Session session, Changelog changelog, Map<ChangesetKey, RanChangeSet> rows,
			Changeset changeset) throws LiquibaseException {
		RanChangeSet row = rows.get(ChangesetKey.of(changeset));
		if (row != null) {
			for (ChangeSet parsed : changelog.parsed().getChangeSets(row)) {
				session.database().removeRanStatus(parsed);
			}
		}
	}

	private static void mark(Session session, Changelog changelog, Changeset changeset, ChangeSet.ExecType how)
			throws LiquibaseException {
		ChangeSet parsed = changelog.parsed(changeset).orElse(null);
		if (parsed != null) {
			session.database().markChangeSetExecStatus(parsed, how);
		}
	}

	private void verify(Session session, Changelog changelog, List<String> targets) {
		StampPlan rest = plan(session, changelog, targets, Way.KEEP);
		if (!rest.isEmpty()) {
			throw new MigrationFailedException(ErrorCode.HISTORY_INCONSISTENT, "The history of the database '"
					+ this.target.name() + "' differs from what was stamped; check the database before the next run.",
					null);
		}
	}

	/**
	 * How to treat the existing rows of the history.
	 */
	public enum Way {

		/**
		 * Keep valid rows, and rows without a file.
		 */
		KEEP,

		/**
		 * Delete all rows first.
		 */
		PURGE

	}

}
