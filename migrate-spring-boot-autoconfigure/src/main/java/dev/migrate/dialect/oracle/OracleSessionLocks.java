package dev.migrate.dialect.oracle;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SessionLocks;

/**
 * The user locks of Oracle Database, each of which belongs to a session. They need the
 * privilege to execute {@code DBMS_LOCK}.
 */
final class OracleSessionLocks implements SessionLocks {

	private static final String PREFIX = "migrate-";

	private static final int SUCCESS = 0;

	private static final String REQUEST = """
			declare
			  handle varchar2(128);
			begin
			  dbms_lock.allocate_unique(?, handle);
			  ? := dbms_lock.request(handle, dbms_lock.x_mode, 0, false);
			end;""";

	private static final String RELEASE = """
			declare
			  handle varchar2(128);
			begin
			  dbms_lock.allocate_unique(?, handle);
			  ? := dbms_lock.release(handle);
			end;""";

	@Override
	public String scope(Connection connection) throws SQLException {
		return Rows.first(connection, "select sys_context('userenv', 'db_unique_name') from dual");
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		return call(connection, REQUEST, name) == SUCCESS;
	}

	@Override
	public void unlock(Connection connection, String name) throws SQLException {
		call(connection, RELEASE, name);
	}

	private static int call(Connection connection, String block, String name) throws SQLException {
		try (CallableStatement statement = connection.prepareCall(block)) {
			statement.setString(1, PREFIX + name);
			statement.registerOutParameter(2, Types.INTEGER);
			statement.execute();
			return statement.getInt(2);
		}
	}

}
