package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import dev.migrate.run.lock.LockSettings;
import dev.migrate.run.lock.LockedConnection;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.structure.core.Catalog;
import liquibase.structure.core.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a run. If it breaks during the run, another one can be opened to
 * clean up. Its own schema is restored before it returns to its pool.
 */
final class RunConnection extends JdbcConnection implements LockedConnection {

	private final DataSource dataSource;

	private final LockSettings lockSettings;

	private @Nullable Restoration restoration;

	RunConnection(Connection connection, DataSource dataSource, LockSettings lockSettings) {
		super(connection);
		this.dataSource = dataSource;
		this.lockSettings = lockSettings;
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
	 * @param bean the bean that has connected it
	 * @param lockSettings how the lock of the database is taken
	 */
	static void use(Database database, SpringLiquibase bean, LockSettings lockSettings) {
		if (database.getConnection() instanceof JdbcConnection connection
				&& connection.getClass() == JdbcConnection.class) {
			RunConnection own = new RunConnection(connection.getWrappedConnection(), bean.getDataSource(),
					lockSettings);
			database.setConnection(own);
			if (bean.getDefaultSchema() != null) {
				own.useDefaultSchemaOf(database);
			}
		}
	}

	/**
	 * Make the default schema of a database the one of this connection, until it is
	 * closed. Statements that are written as SQL refer to it; Liquibase qualifies only
	 * the names of its own changes.
	 * @param database the database of Liquibase, with its default schema
	 */
	void useDefaultSchemaOf(Database database) {
		if (database instanceof PostgresDatabase) {
			// Liquibase sets and restores the search path.
			return;
		}
		Connection connection = getWrappedConnection();
		try {
			if (database.supports(Schema.class)) {
				String own = connection.getSchema();
				connection.setSchema(database.getDefaultSchemaName());
				this.restoration = () -> connection.setSchema(own);
			}
			else if (database.supports(Catalog.class)) {
				String own = connection.getCatalog();
				connection.setCatalog(database.getDefaultCatalogName());
				this.restoration = () -> connection.setCatalog(own);
			}
		}
		catch (SQLException ex) {
			// A revision may create the schema.
			Scope.getCurrentScope().getLog(getClass()).fine("The connection keeps its own schema", ex);
		}
	}

	@Override
	public LockSettings lockSettings() {
		return this.lockSettings;
	}

	@Override
	public Connection openAnother() throws SQLException {
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
		try {
			if (isClosed()) {
				getWrappedConnection().close();
				return;
			}
			try {
				if (this.restoration != null) {
					this.restoration.run();
				}
			}
			finally {
				super.close();
			}
		}
		catch (SQLException ex) {
			throw new DatabaseException(ex);
		}
	}

	private interface Restoration {

		void run() throws SQLException;

	}

}
