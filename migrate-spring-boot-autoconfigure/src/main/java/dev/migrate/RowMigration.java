package dev.migrate;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Migrates the rows of a query in batches. Each batch has a transaction, which also
 * records the last key: after an interruption, the next run continues with the batch that
 * was not committed.
 * <p>
 * Implementations are beans with the annotation {@link DataMigration}. They should not
 * use entities, which change later, but a record with the columns that they need.
 *
 * @param <R> the type of the rows, a record or a class with setters
 */
public interface RowMigration<R> {

	/**
	 * Return the rows to migrate.
	 * @return a query without {@code order by} and without parameters, whose columns
	 * include the key and the properties of {@code R}. It may leave out rows that need no
	 * migration.
	 */
	String query();

	/**
	 * Migrate a batch.
	 * @param rows the rows, ordered by their key; at least one
	 * @param jdbc the client for the transaction of the batch. Whatever is done otherwise
	 * may be repeated after an interruption. The rows may have changed since they were
	 * read: a statement should change a row only if it still needs that. A failure ends
	 * the run; a deadlock or the like is tried again.
	 */
	void migrate(List<R> rows, JdbcClient jdbc);

}
