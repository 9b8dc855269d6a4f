package dev.migrate.run;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.run.History.Applied;
import liquibase.database.Database;
import liquibase.statement.core.UpdateStatement;
import liquibase.structure.core.Column;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tag to the last row of the history.
 */
public final class HistoryTag {

	private static final int LENGTH = 255;

	private HistoryTag() {
	}

	/**
	 * Reject a tag that could not be written after the run.
	 * @param session the session
	 * @param tag the tag; {@code null} for none
	 * @param rows the number of rows that the history will have
	 */
	public static void check(Session session, @Nullable String tag, int rows) {
		if (tag == null) {
			return;
		}
		if (tag.isBlank() || tag.length() > LENGTH) {
			throw new CannotProceedException(ErrorCode.TAG_INVALID,
					"A tag must have 1 to " + LENGTH + " characters. Nothing has been changed.");
		}
		if (rows == 0) {
			throw new CannotProceedException(ErrorCode.TAG_INVALID,
					"The tag '" + tag + "' cannot be written: it belongs to the last row of"
							+ " the history, and the history of the database '" + session.target().name()
							+ "' would be empty. Omit --tag. Nothing has been changed.");
		}
	}

	/**
	 * Write a tag while holding Liquibase's lock.
	 * @param session the session of a run
	 * @param tag the tag; {@code null} for none
	 */
	public static void write(Session session, @Nullable String tag) {
		if (tag == null) {
			return;
		}
		session.call(() -> ExclusiveRun.locked(session, () -> {
			List<Applied> rows = History.read(session).applied();
			if (rows.isEmpty()) {
				throw new CannotProceedException(ErrorCode.TAG_INVALID,
						"The tag '" + tag + "' cannot be written: the history of the database '"
								+ session.target().name() + "' is empty.");
			}
			Applied last = rows.get(rows.size() - 1);
			session.executor().execute(statement(session.database(), tag, last.order(), last.id(), last.author()));
			session.database().commit();
			return last;
		}));
	}

	/**
	 * Create the statement that writes a tag. Liquibase's own statement tags all rows of
	 * the same second on some products.
	 * @param database the database
	 * @param tag the tag
	 * @param order the row's position in the order of execution
	 * @param id the id of its changeset
	 * @param author the author of its changeset
	 * @return the statement
	 */
	public static UpdateStatement statement(Database database, String tag, int order, String id, String author) {
		String where = Stream.of("ORDEREXECUTED", "ID", "AUTHOR")
			.map((column) -> database.escapeObjectName(column, Column.class) + " = ?")
			.collect(Collectors.joining(" AND "));
		return new UpdateStatement(database.getLiquibaseCatalogName(), database.getLiquibaseSchemaName(),
				database.getDatabaseChangeLogTableName())
			.addNewColumnValue("TAG", tag)
			.setWhereClause(where)
			.addWhereParameters(order, id, author);
	}

}
