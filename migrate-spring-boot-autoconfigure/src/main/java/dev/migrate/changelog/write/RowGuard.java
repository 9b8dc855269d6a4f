package dev.migrate.changelog.write;

import java.util.List;

import dev.migrate.change.FillColumn;
import dev.migrate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * A row that must not exist for a change to be possible, checked before the first
 * changeset of a revision.
 *
 * @param query a query that returns 0 if there is no such row, and stops at the first
 * @param message what it means if there is one, and what to do; without an end mark
 * @param columns the columns of {@code values}
 * @param values a query for the values of such rows; {@code null} for none
 */
public record RowGuard(String query, String message, List<String> columns, @Nullable String values) {

	public RowGuard {
		columns = List.copyOf(columns);
	}

	static RowGuard of(String query, String message) {
		return new RowGuard(query, message, List.of(), null);
	}

	/**
	 * Return the guards of a revision.
	 * @param content the content of the revision
	 * @param dialect the product
	 * @return the guards, in the order of the changes
	 */
	public static List<RowGuard> of(RevisionContent content, Dialect dialect) {
		return RowGuards.of(content.changes(), content.current(), dialect);
	}

	/**
	 * Return whether the query can be run.
	 * @return {@code false} if it contains a value that the user still has to supply
	 */
	public boolean isComplete() {
		return !this.query.contains(FillColumn.PLACE);
	}

}
