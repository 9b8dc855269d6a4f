package dev.migrate.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SessionLocks;

/**
 * The named locks of MySQL and MariaDB, each of which belongs to a session of one server.
 */
final class MysqlSessionLocks implements SessionLocks {

	private static final String PREFIX = "migrate-";

	@Override
	public String scope(Connection connection) throws SQLException {
		return Rows.first(connection, "select concat(@@hostname, ':', @@port)");
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		return ask(connection, "select get_lock(?, 0)", name);
	}

	@Override
	public void unlock(Connection connection, String name) throws SQLException {
		ask(connection, "select release_lock(?)", name);
	}

	private static boolean ask(Connection connection, String query, String name) throws SQLException {
		return Rows.read(connection, query, List.of(PREFIX + name), (rows) -> rows.getInt(1) == 1).get(0);
	}

}
