package dev.migrate.dialect.sqlserver;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SessionLocks;

/**
 * The application locks of SQL Server, each of which belongs to a session of one
 * database.
 */
final class SqlserverSessionLocks implements SessionLocks {

	private static final String PREFIX = "migrate-";

	@Override
	public String scope(Connection connection) throws SQLException {
		return Rows.first(connection, "select db_name()");
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		return call(connection, "{? = call sp_getapplock(?, 'Exclusive', 'Session', 0)}", name) >= 0;
	}

	@Override
	public void unlock(Connection connection, String name) throws SQLException {
		call(connection, "{? = call sp_releaseapplock(?, 'Session')}", name);
	}

	private static int call(Connection connection, String sql, String name) throws SQLException {
		try (CallableStatement statement = connection.prepareCall(sql)) {
			statement.registerOutParameter(1, Types.INTEGER);
			statement.setString(2, PREFIX + name);
			statement.execute();
			return statement.getInt(1);
		}
	}

}
