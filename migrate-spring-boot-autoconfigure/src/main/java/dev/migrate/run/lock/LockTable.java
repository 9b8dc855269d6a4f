package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Optional;

import liquibase.database.Database;
import liquibase.datatype.DataTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Liquibase's lock table, which has one row. The connection of the caller is in no
 * transaction before and after each method, or commits each statement.
 */
final class LockTable {

	private final String name;

	private final String now;

	private final String yes;

	private final String no;

	/**
	 * Create an instance.
	 * @param database the database of Liquibase
	 */
	LockTable(Database database) {
		this.name = database.escapeTableName(database.getLiquibaseCatalogName(), database.getLiquibaseSchemaName(),
				database.getDatabaseChangeLogLockTableName());
		this.now = database.getCurrentDateTimeFunction();
		this.yes = literal(database, true);
		this.no = literal(database, false);
	}

	private static String literal(Database database, boolean value) {
		return DataTypeFactory.getInstance().fromDescription("boolean", database).objectToSql(value, database);
	}

	/**
	 * Find the holder.
	 * @param connection the connection
	 * @return the holder; empty if the lock is free
	 * @throws SQLException if the table cannot be read
	 */
	Optional<LockHolder> holder(Connection connection) throws SQLException {
		begin(connection);
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery("select LOCKED, LOCKEDBY, LOCKGRANTED, " + this.now + " from " + this.name)) {
			while (rows.next()) {
				if (rows.getBoolean(1)) {
					Timestamp since = time(rows, 3);
					Timestamp time = time(rows, 4);
					Duration age = (since != null && time != null)
							? Duration.between(since.toInstant(), time.toInstant()) : null;
					return Optional.of(new LockHolder(rows.getString(2), since, age));
				}
			}
			return Optional.empty();
		}
		finally {
			begin(connection);
		}
	}

	// A product without a type for times returns a text, which another program may have
	// written.
	private static @Nullable Timestamp time(ResultSet rows, int column) {
		try {
			return rows.getTimestamp(column);
		}
		catch (SQLException ex) {
			return null;
		}
	}

	/**
	 * Find what a run that was interrupted has left in a row that is not locked.
	 * @param connection the connection
	 * @return the text; empty if the last run was not interrupted
	 * @throws SQLException if the table cannot be read
	 */
	Optional<String> leftover(Connection connection) throws SQLException {
		begin(connection);
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select LOCKEDBY from " + this.name + " where LOCKED = "
						+ this.no + " and LOCKEDBY is not null")) {
			return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
		}
		finally {
			begin(connection);
		}
	}

	/**
	 * Take the lock if it is free.
	 * @param connection the connection
	 * @param mark what identifies the new holder
	 * @return {@code false} if another process was faster
	 * @throws SQLException if the table cannot be changed
	 */
	boolean take(Connection connection, LockMark mark) throws SQLException {
		return isHeldBy(connection, mark, update(connection, "set LOCKED = " + this.yes + ", LOCKGRANTED = " + this.now
				+ ", LOCKEDBY = ? where ID = 1 and LOCKED = " + this.no, mark.toString()));
	}

	/**
	 * Record the statement that the holder has reached, in the transaction of the
	 * connection.
	 * @param connection the connection
	 * @param before the mark of the holder, as the table has it
	 * @param after the mark to write
	 * @return {@code false} if another process holds the lock
	 * @throws SQLException if the table cannot be changed
	 */
	boolean advance(Connection connection, LockMark before, LockMark after) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("update " + this.name + " set LOCKEDBY = ? where ID = 1 and LOCKEDBY = ?")) {
			statement.setString(1, after.toString());
			statement.setString(2, before.toString());
			return statement.executeUpdate() != 0;
		}
	}

	/**
	 * Take the lock of a holder that is gone.
	 * @param connection the connection
	 * @param mark what identifies the new holder
	 * @param gone the holder, as the table names it
	 * @return {@code false} if another process was faster
	 * @throws SQLException if the table cannot be changed
	 */
	boolean takeOver(Connection connection, LockMark mark, LockHolder gone) throws SQLException {
		int rows = update(connection, "set LOCKGRANTED = " + this.now + ", LOCKEDBY = ? where ID = 1 and LOCKED = "
				+ this.yes + " and LOCKEDBY = ?", mark.toString(), String.valueOf(gone.lockedBy()));
		return isHeldBy(connection, mark, rows);
	}

	/**
	 * Release the lock.
	 * @param connection the connection
	 * @param holder who holds it, as the table names it; the lock of another holder stays
	 * @return {@code false} if the lock is free, or has another holder
	 * @throws SQLException if the table cannot be changed
	 */
	boolean release(Connection connection, String holder) throws SQLException {
		return update(connection,
				"set LOCKED = " + this.no + ", LOCKGRANTED = null, LOCKEDBY = null where ID = 1 and LOCKEDBY = ?",
				holder) != 0;
	}

	/**
	 * Release the lock of a run that was interrupted, and leave its mark.
	 * @param connection the connection
	 * @param holder who holds it, as the table names it
	 * @param mark the mark to leave
	 * @return {@code false} if the lock is free, or has another holder
	 * @throws SQLException if the table cannot be changed
	 */
	boolean releaseInterrupted(Connection connection, String holder, LockMark mark) throws SQLException {
		return update(connection,
				"set LOCKED = " + this.no + ", LOCKGRANTED = null, LOCKEDBY = ? where ID = 1 and LOCKEDBY = ?",
				mark.toString(), holder) != 0;
	}

	/**
	 * Release the lock of a holder without a name.
	 * @param connection the connection
	 * @return {@code false} if a holder with a name has the lock
	 * @throws SQLException if the table cannot be changed
	 */
	boolean releaseUnnamed(Connection connection) throws SQLException {
		return update(connection,
				"set LOCKED = " + this.no + ", LOCKGRANTED = null where ID = 1 and LOCKEDBY is null") != 0;
	}

	// A session may be set not to count rows.
	private boolean isHeldBy(Connection connection, LockMark mark, int rows) throws SQLException {
		return (rows >= 0) ? rows > 0
				: holder(connection).filter((holder) -> mark.toString().equals(holder.lockedBy())).isPresent();
	}

	private int update(Connection connection, String sql, String... parameters) throws SQLException {
		begin(connection);
		try (PreparedStatement statement = connection.prepareStatement("update " + this.name + " " + sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			int rows = statement.executeUpdate();
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
			return rows;
		}
	}

	private static void begin(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.rollback();
		}
	}

}
