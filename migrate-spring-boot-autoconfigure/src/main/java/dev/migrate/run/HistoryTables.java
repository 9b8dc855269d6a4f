package dev.migrate.run;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.run.table.OwnTable;
import liquibase.database.Database;

/**
 * Creates the history table and the lock table of Liquibase.
 */
public final class HistoryTables {

	private HistoryTables() {
	}

	/**
	 * Create the missing tables. There is no lock table if the application brings a lock
	 * service that needs none.
	 * @param target the database
	 * @return the names of the tables that were created
	 * @throws MigrationFailedException if a table cannot be created
	 */
	public static List<String> create(MigrationTarget target) {
		return ExclusiveRun.call(() -> {
			try (Session session = Session.open(target)) {
				List<String> missing = missing(session);
				if (missing.isEmpty()) {
					return missing;
				}
				session.call(() -> ExclusiveRun.locked(session, () -> target));
				List<String> left = missing(session);
				String history = session.database().getDatabaseChangeLogTableName();
				if (left.contains(history)) {
					throw new MigrationFailedException(ErrorCode.HISTORY_NOT_CREATED, "The database '" + target.name()
							+ "' has no table " + history + "; check the privileges of its user.", null);
				}
				return missing.stream().filter((table) -> !left.contains(table)).toList();
			}
		});
	}

	public static List<String> missing(Session session) {
		return session.call(() -> {
			List<String> missing = new ArrayList<>();
			for (String table : names(session)) {
				if (!OwnTable.exists(session.connection(), session.database(), table)) {
					missing.add(table);
				}
			}
			return List.copyOf(missing);
		});
	}

	/**
	 * Return the qualified name of one of both tables, as Liquibase itself writes it.
	 * @param database the database
	 * @param table the name of the table
	 * @return the name in a statement
	 */
	static String qualified(Database database, String table) {
		return database.escapeTableName(database.getLiquibaseCatalogName(), database.getLiquibaseSchemaName(), table);
	}

	/**
	 * Return the names of both tables.
	 * @param session a session of the database
	 * @return the history table and the lock table
	 */
	public static List<String> names(Session session) {
		return List.of(session.database().getDatabaseChangeLogTableName(),
				session.database().getDatabaseChangeLogLockTableName());
	}

}
