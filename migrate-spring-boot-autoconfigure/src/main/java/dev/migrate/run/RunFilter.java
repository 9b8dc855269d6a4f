package dev.migrate.run;

import java.util.List;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.database.Database;

/**
 * What Liquibase leaves out of a run, whatever the history has.
 *
 * @param filters Liquibase's filters
 */
record RunFilter(List<ChangeSetFilter> filters) {

	/**
	 * Return the filter of a run.
	 * @param database the database of Liquibase
	 * @param contexts the contexts of the run
	 * @param labels the labels of the run
	 * @return the filter
	 */
	static RunFilter of(Database database, Contexts contexts, LabelExpression labels) {
		return new RunFilter(List.of(new ContextChangeSetFilter(contexts), new LabelChangeSetFilter(labels),
				new DbmsChangeSetFilter(database), new IgnoreChangeSetFilter()));
	}

	/**
	 * Return whether a run applies a changeset unless the history has it.
	 * @param changeSet the changeset
	 * @return {@code false} if a context, a label, the product or the changeset itself
	 * excludes it
	 */
	boolean accepts(ChangeSet changeSet) {
		return this.filters.stream().allMatch((filter) -> filter.accepts(changeSet).isAccepted());
	}

}
