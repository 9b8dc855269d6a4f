package dev.migrate.changelog.write;

import java.sql.SQLException;
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
 * @param unfilled the changes whose values the user still has to supply, in the order in
 * which the query has places for them
 */
public record RowGuard(String query, String message, List<String> columns, @Nullable String values,
		List<FillColumn> unfilled) {

	private static final String DATA_EXCEPTION = "22";

	public RowGuard {
		columns = List.copyOf(columns);
		unfilled = List.copyOf(unfilled);
	}

	RowGuard(String query, String message, List<String> columns, String values) {
		this(query, message, columns, values, List.of());
	}

	static RowGuard of(String query, String message) {
		return new RowGuard(query, message, List.of(), null, List.of());
	}

	static RowGuard of(String query, String message, List<FillColumn> fills) {
		return new RowGuard(query, message, List.of(), null, fills.stream().filter(FillColumn::isUnfilled).toList());
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
	 * Return whether a query failed because it converts or computes values, and one of
	 * them cannot be.
	 * @param ex the failure
	 * @return {@code true} for the SQL states of that class
	 */
	public static boolean isAboutValue(SQLException ex) {
		return String.valueOf(ex.getSQLState()).startsWith(DATA_EXCEPTION);
	}

	/**
	 * Return whether the query can be run.
	 * @return {@code false} if it contains a value that the user still has to supply
	 */
	public boolean isComplete() {
		return this.unfilled.isEmpty();
	}

}
