package dev.migrate.changelog.write;

import java.util.List;

import dev.migrate.change.Changes;
import dev.migrate.change.FillColumn;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Step;
import dev.migrate.schema.Schema;

/**
 * The content of a revision to be written.
 *
 * @param changes the changes, in canonical form
 * @param steps the steps in which the product carries them out
 * @param requested the changes that entities require, whose objects are marked as owned
 * @param current the schema before the changes, renames included
 */
public record RevisionContent(Changes changes, List<Step> steps, Changes requested, Schema current) {

	public RevisionContent {
		steps = List.copyOf(steps);
	}

	/**
	 * Return the changes whose values are still to be supplied.
	 * @return the changes, in order
	 */
	public List<FillColumn> unfilled() {
		return this.changes.stream()
			.filter((change) -> change instanceof FillColumn fill && fill.isUnfilled())
			.map(FillColumn.class::cast)
			.toList();
	}

	/**
	 * Return the columns whose values are still to be supplied.
	 * @return the columns as {@code table.column}, in order
	 */
	public List<String> unfilledColumns() {
		return unfilled().stream().map((fill) -> fill.table() + "." + fill.column().name()).toList();
	}

	/**
	 * Return the content for changes that entities require.
	 * @param changes the changes
	 * @param current the schema before the changes, renames included
	 * @param dialect the product
	 * @return the content
	 */
	public static RevisionContent of(Changes changes, CatalogSchema current, Dialect dialect) {
		return of(changes, changes, current, dialect);
	}

	/**
	 * Return the content for changes.
	 * @param changes the changes
	 * @param requested those that entities require
	 * @param current the schema before the changes, renames included
	 * @param dialect the product
	 * @return the content
	 */
	public static RevisionContent of(Changes changes, Changes requested, CatalogSchema current, Dialect dialect) {
		return new RevisionContent(changes, dialect.plan(changes, current), requested, current.schema());
	}

}
