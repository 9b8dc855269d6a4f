package dev.migrate.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SessionLocks;

/**
 * The advisory locks of PostgreSQL, each of which belongs to a session of one database.
 */
final class PostgresqlSessionLocks implements SessionLocks {

	private static final int DIGITS_OF_KEY = 16;

	@Override
	public String scope(Connection connection) throws SQLException {
		return Rows.first(connection, "select current_database()");
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		return ask(connection, "select pg_try_advisory_lock(?)", name);
	}

	@Override
	public void unlock(Connection connection, String name) throws SQLException {
		ask(connection, "select pg_advisory_unlock(?)", name);
	}

	private static boolean ask(Connection connection, String query, String name) throws SQLException {
		long key = Long.parseUnsignedLong(name.substring(0, DIGITS_OF_KEY), 16);
		return Rows.read(connection, query, List.of(key), (rows) -> rows.getBoolean(1)).get(0);
	}

}
