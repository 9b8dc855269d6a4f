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
import org.jspecify.annotations.Nullable;

/**
 * The process that holds the lock of a database.
 *
 * @param name the name that Liquibase has written
 * @param since when the lock was taken; {@code null} if it is unknown
 */
public record LockHolder(@Nullable String name, @Nullable Timestamp since) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
		.withZone(ZoneId.systemDefault());

	/**
	 * Describe who holds the lock, since when, and how to release it.
	 * @param session the session that did not get the lock
	 * @return the end of a sentence and an instruction; empty if the lock is free
	 */
	static Optional<String> describe(Session session) {
		return find(session).map((holder) -> holder
				+ ". Wait for that run to end; if it has been killed, release its lock with: " + release(session));
	}

	/**
	 * Return the statement that releases a lock.
	 * @param session a session of the database
	 * @return the statement, with a terminator
	 */
	public static String release(Session session) {
		return "update " + table(session) + " set LOCKED = false, LOCKEDBY = null, LOCKGRANTED = null;";
	}

	/**
	 * Find the holder of the lock of a database.
	 * @param session a session of the database
	 * @return the holder; empty if the lock is free or cannot be read
	 */
	public static Optional<LockHolder> find(Session session) {
		return find(session.connection(), table(session));
	}

	private static String table(Session session) {
		Database database = session.database();
		return HistoryTables.qualified(database, database.getDatabaseChangeLogLockTableName());
	}

	/**
	 * Find the holder of a lock.
	 * @param connection a connection to the database
	 * @param table the lock table
	 * @return the holder; empty if the lock is free or cannot be read
	 */
	static Optional<LockHolder> find(Connection connection, String table) {
		try {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("select * from " + table)) {
				while (rows.next()) {
					if (rows.getBoolean("LOCKED")) {
						return Optional
							.of(new LockHolder(rows.getString("LOCKEDBY"), rows.getTimestamp("LOCKGRANTED")));
					}
				}
			}
			return Optional.empty();
		}
		catch (SQLException ex) {
			return Optional.empty();
		}
	}

	@Override
	public String toString() {
		return "by " + this.name + ((this.since != null) ? " since " + TIME.format(this.since.toInstant()) : "");
	}

}
