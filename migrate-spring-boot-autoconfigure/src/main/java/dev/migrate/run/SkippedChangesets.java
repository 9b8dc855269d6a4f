package dev.migrate.run;

import java.util.List;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Changeset;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.database.OfflineConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.precondition.CustomPreconditionWrapper;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.PreconditionContainer.ErrorOption;
import liquibase.precondition.core.PreconditionContainer.FailOption;

/**
 * Detects changesets without a row in the history that the next run would skip without
 * recording it: they are neither pending nor applied.
 * <p>
 * Their preconditions are evaluated on the database. Where that is impossible, a
 * changeset counts as tried if a later one has run.
 */
final class SkippedChangesets {

	private final Session session;

	private final Changelog changelog;

	private final History history;

	private final boolean tried;

	SkippedChangesets(Session session, Changelog changelog, History history) {
		this.session = session;
		this.changelog = changelog;
		this.history = history;
		this.tried = !history.applied().isEmpty() && !(session.database().getConnection() instanceof OfflineConnection);
	}

	/**
	 * Return whether the next run would skip a changeset.
	 * @param changeset a changeset that is not in the history
	 * @param parsed the parsed changeset
	 * @return {@code true} if it would neither run it nor record it
	 */
	boolean contains(Changeset changeset, ChangeSet parsed) {
		if (isForOtherProducts(parsed)) {
			return true;
		}
		if (!this.tried) {
			return false;
		}
		PreconditionContainer conditions = parsed.getPreconditions();
		if (conditions != null && continues(conditions)) {
			return isCode(conditions) ? isPassed(changeset) : !hold(conditions, parsed);
		}
		return Boolean.FALSE.equals(parsed.getFailOnError()) && isPassed(changeset);
	}

	private boolean isForOtherProducts(ChangeSet parsed) {
		return !parsed.getChanges().isEmpty() && parsed.getChanges().stream().allMatch(this::isForOtherProducts);
	}

	private boolean isForOtherProducts(Change change) {
		return change instanceof DbmsTargetedChange targeted
				&& !DatabaseList.definitionMatches(targeted.getDbms(), this.session.database(), true);
	}

	private static boolean continues(PreconditionContainer conditions) {
		return conditions.getOnFail() == FailOption.CONTINUE || conditions.getOnError() == ErrorOption.CONTINUE;
	}

	private static boolean isCode(PreconditionLogic logic) {
		for (Precondition nested : logic.getNestedPreconditions()) {
			if (nested instanceof CustomPreconditionWrapper
					|| (nested instanceof PreconditionLogic more && isCode(more))) {
				return true;
			}
		}
		return false;
	}

	// The last changeset counts as passed too: there is no trace that it was tried.
	private boolean isPassed(Changeset changeset) {
		List<Changeset> all = this.changelog.changesets();
		List<Changeset> later = all.subList(all.indexOf(changeset) + 1, all.size());
		return later.stream().anyMatch((other) -> this.history.of(other).isPresent())
				|| later.stream().noneMatch(Changeset::isStep);
	}

	private boolean hold(PreconditionContainer conditions, ChangeSet parsed) {
		Database database = this.session.database();
		try {
			// As before a changeset that runs: some products set the default schema so.
			database.rollback();
			conditions.check(database, this.changelog.parsed(), parsed, null);
			return true;
		}
		catch (PreconditionFailedException ex) {
			return conditions.getOnFail() != FailOption.CONTINUE;
		}
		catch (PreconditionErrorException ex) {
			return conditions.getOnError() != ErrorOption.CONTINUE;
		}
		catch (DatabaseException ex) {
			throw new MigrationFailedException(ErrorCode.DATABASE_ERROR,
					"The preconditions of changeset " + parsed.toString(false) + " could not be evaluated.", ex);
		}
		finally {
			this.session.endTransaction();
		}
	}

}
