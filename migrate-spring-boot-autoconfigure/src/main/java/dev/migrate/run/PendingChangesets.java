package dev.migrate.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.RuntimeEnvironment;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an upgrade runs, by what Liquibase has read already.
 */
final class PendingChangesets {

	private PendingChangesets() {
	}

	/**
	 * Count the changesets that {@link #find} finds.
	 * @param changelog the changelog of the run
	 * @param database the database of Liquibase
	 * @return the number; {@code null} if the history cannot be read
	 */
	static @Nullable Integer count(DatabaseChangeLog changelog, Database database) {
		try {
			return find(changelog, database).size();
		}
		catch (DatabaseException ex) {
			Scope.getCurrentScope()
				.getLog(PendingChangesets.class)
				.fine("The changesets of the run cannot be counted", ex);
			return null;
		}
	}

	/**
	 * Find the changesets that are not in the history, and those that run always. Those
	 * that run again since they were edited are left out.
	 * @param changelog the changelog of the run
	 * @param database the database of Liquibase
	 * @return the changesets
	 * @throws DatabaseException if the history cannot be read
	 */
	static List<ChangeSet> find(DatabaseChangeLog changelog, Database database) throws DatabaseException {
		Set<ChangesetKey> known = new HashSet<>();
		database.getRanChangeSetList().forEach((ran) -> known.add(ChangesetKey.of(ran)));
		RuntimeEnvironment run = changelog.getRuntimeEnvironment();
		RunFilter filter = (run != null) ? RunFilter.of(database, run.getContexts(), run.getLabels())
				: RunFilter.of(database, new Contexts(), new LabelExpression());
		return changelog.getChangeSets()
			.stream()
			.filter((changeSet) -> changeSet.shouldAlwaysRun() || !known.contains(ChangesetKey.of(changeSet)))
			.filter(filter::accepts)
			.toList();
	}

}
