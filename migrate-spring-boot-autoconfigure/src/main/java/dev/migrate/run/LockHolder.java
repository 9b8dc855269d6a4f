package dev.migrate.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import liquibase.database.Database;

/**
 * Describes who holds the lock of a database, since when, and how to release it.
 */
final class LockHolder {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
		.withZone(ZoneId.systemDefault());

	private LockHolder() {
	}

	/**
	 * Describe the holder.
	 * @param session the session that did not get the lock
	 * @return the end of a sentence and an instruction; empty if the lock is free
	 */
	static Optional<String> describe(Session session) {
		String table = table(session.database());
		return holder(session.connection(), table)
			.map((holder) -> holder + ". Wait for that run to end; if it is dead, release its lock with: update "
					+ table + " set LOCKED = false, LOCKEDBY = null, LOCKGRANTED = null;");
	}

	private static Optional<String> holder(Connection connection, String table) {
		try {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("select * from " + table)) {
				while (rows.next()) {
					if (rows.getBoolean("LOCKED")) {
						Timestamp since = rows.getTimestamp("LOCKGRANTED");
						return Optional.of("by " + rows.getString("LOCKEDBY")
								+ ((since != null) ? " since " + TIME.format(since.toInstant()) : ""));
					}
				}
			}
			return Optional.empty();
		}
		catch (SQLException ex) {
			return Optional.empty();
		}
	}

	private static String table(Database database) {
		return database.escapeTableName(database.getLiquibaseCatalogName(), database.getLiquibaseSchemaName(),
				database.getDatabaseChangeLogLockTableName());
	}

}
