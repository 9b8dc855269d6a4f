package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/**
 * The connection of a run. If it breaks during the run, another one can be opened to
 * clean up.
 */
final class RunConnection extends JdbcConnection {

	private final DataSource dataSource;

	RunConnection(Connection connection, DataSource dataSource) {
		super(connection);
		this.dataSource = dataSource;
	}

	// Liquibase finds the lock of a database by its connection. The driver's connection
	// below a pool is another one after it has broken.
	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

	/**
	 * Replace the plain connection of a database of Liquibase.
	 * @param database the database
	 * @param dataSource the data source of its connection
	 */
	static void use(Database database, DataSource dataSource) {
		if (database.getConnection() instanceof JdbcConnection connection
				&& connection.getClass() == JdbcConnection.class) {
			database.setConnection(new RunConnection(connection.getWrappedConnection(), dataSource));
		}
	}

	/**
	 * Open another connection to the same database.
	 * @return the connection, which the caller closes
	 * @throws SQLException if the database cannot be reached
	 */
	Connection openAnother() throws SQLException {
		returnIfBroken();
		return this.dataSource.getConnection();
	}

	/**
	 * Close this connection if it cannot be used any more, so that its pool can replace
	 * it.
	 * @throws SQLException if it cannot be closed
	 */
	void returnIfBroken() throws SQLException {
		Connection connection = getWrappedConnection();
		if (connection.isClosed()) {
			connection.close();
		}
	}

	// Liquibase restores the mode when it closes a database. A failure to do so on a
	// broken connection would hide the failure of the run.
	@Override
	public void setAutoCommit(boolean autoCommit) throws DatabaseException {
		if (!isClosed()) {
			super.setAutoCommit(autoCommit);
		}
	}

	@Override
	public void close() throws DatabaseException {
		if (!isClosed()) {
			super.close();
			return;
		}
		try {
			getWrappedConnection().close();
		}
		catch (SQLException ex) {
			throw new DatabaseException(ex);
		}
	}

}
