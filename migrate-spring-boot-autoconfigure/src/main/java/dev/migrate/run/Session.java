package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.migrate.ErrorCode;
import dev.migrate.LockState;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.Changelog;
import dev.migrate.run.lock.LockHolder;
import dev.migrate.run.lock.LockReport;
import dev.migrate.run.table.OwnTable;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.database.OfflineConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.integration.IntegrationDetails;
import liquibase.integration.spring.SpringResourceAccessor;
import liquibase.listener.SqlListener;
import liquibase.structure.core.Catalog;
import liquibase.structure.core.Schema;
import liquibase.ui.LoggerUIService;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A connection to a target, with Liquibase's view of the database.
 */
public final class Session implements AutoCloseable {

	private final MigrationTarget target;

	private final @Nullable Connection connection;

	private final Database database;

	private Session(MigrationTarget target, @Nullable Connection connection, Database database) {
		this.target = target;
		this.connection = connection;
		this.database = database;
	}

	/**
	 * Open a session. Reading, planning and running use the same session, so that a plan
	 * has the statements of its run.
	 * @param target the target
	 * @return the session, which the caller closes
	 */
	public static Session open(MigrationTarget target) {
		Connection connection = target.connect();
		try {
			RunConnection own = new RunConnection(connection, target.dataSource(), target.run(),
					target.defaultSchema());
			Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(own);
			configure(database, target);
			if (target.defaultSchema() != null) {
				own.useDefaultSchemaOf(database);
			}
			return new Session(target, connection, database);
		}
		catch (LiquibaseException | RuntimeException ex) {
			try {
				connection.close();
			}
			catch (SQLException closing) {
				ex.addSuppressed(closing);
			}
			throw Failures.connecting(target, ex);
		}
	}

	/**
	 * Open an offline session, for which scripts are written.
	 * @param target the target
	 * @param connection the offline connection
	 * @return the session, which the caller closes
	 */
	public static Session offline(MigrationTarget target, OfflineConnection connection) {
		try {
			Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(connection);
			configure(database, target);
			return new Session(target, null, database);
		}
		catch (DatabaseException ex) {
			throw new MigrationFailedException(ErrorCode.SCRIPT_IMPOSSIBLE,
					"No script can be written for the database '" + target.name() + "': " + ex.getMessage(), ex);
		}
	}

	public MigrationTarget target() {
		return this.target;
	}

	public Connection connection() {
		Assert.state(this.connection != null, "There is no connection");
		return this.connection;
	}

	public Database database() {
		return this.database;
	}

	/**
	 * Return the executor that sends statements to the database.
	 * @return the executor of Liquibase
	 */
	public Executor executor() {
		return Scope.getCurrentScope().getSingleton(ExecutorService.class).getExecutor("jdbc", this.database);
	}

	/**
	 * Parse the changelog for reading. The database is not in Liquibase's scope
	 * meanwhile, since Liquibase would create its history table at the first include.
	 * @return the changelog
	 */
	public Changelog parse() {
		return Changelog.parse(this.target.source(null), this.database);
	}

	/**
	 * Parse the changelog for a run, which creates Liquibase's history table.
	 * @return the changelog
	 */
	public Changelog parseForRun() {
		return call(this::parse);
	}

	/**
	 * Examine the lock of the database.
	 * @return the state of the lock, which is free if there is no lock table
	 * @throws MigrationFailedException if the lock cannot be read
	 */
	public LockReport lock() {
		try {
			return OwnTable.exists(connection(), this.database, this.database.getDatabaseChangeLogLockTableName())
					? LockReport.of(this.database, connection(), this.target.run().lock())
					: new LockReport(LockState.FREE, null);
		}
		catch (SQLException ex) {
			throw Failures.lockFailed("The lock of the database '" + this.target.name() + "' cannot be read: ", ex);
		}
	}

	/**
	 * Find who is migrating the database, without trying its lock.
	 * @return the holder of the lock by the lock table; empty if it is free, or cannot be
	 * read
	 */
	Optional<LockHolder> lockHolder() {
		try {
			return OwnTable.exists(connection(), this.database, this.database.getDatabaseChangeLogLockTableName())
					? LockReport.holder(this.database, connection()) : Optional.empty();
		}
		catch (SQLException ex) {
			Scope.getCurrentScope().getLog(getClass()).fine("The lock table could not be read", ex);
			return Optional.empty();
		}
	}

	public <T> T call(Work<T> work) {
		return call(new SqlListener(), work);
	}

	/**
	 * Run an action in Liquibase's scope.
	 * @param listener the listener that hears of each statement
	 * @param work the action
	 * @param <T> the type of the result
	 * @return the result
	 */
	<T> T call(SqlListener listener, Work<T> work) {
		Map<String, Object> scope = new HashMap<>(this.target.settings());
		scope.put(Scope.Attr.resourceAccessor.name(), new SpringResourceAccessor(this.target.resourceLoader()));
		scope.put(Scope.Attr.ui.name(), new LoggerUIService());
		scope.put(Scope.Attr.integrationDetails.name(), new IntegrationDetails("spring"));
		scope.put(Scope.Attr.database.name(), this.database);
		// A changeset may have chosen another strategy for its own statements.
		this.database.setObjectQuotingStrategy(ObjectQuotingStrategy.LEGACY);
		try {
			return Scope.child(listener, scope, work::run);
		}
		catch (RuntimeException ex) {
			throw Failures.unwrap(this, ex);
		}
		catch (Exception ex) {
			throw Failures.translate(this, ex);
		}
	}

	/**
	 * Return whether the connection cannot be used any more.
	 * @return {@code true} if the database, the network or the pool has closed it
	 */
	boolean isBroken() {
		try {
			return connection().isClosed();
		}
		catch (SQLException ex) {
			return true;
		}
	}

	/**
	 * End a transaction that has only read, or has failed.
	 */
	public void endTransaction() {
		try {
			if (!connection().getAutoCommit()) {
				connection().rollback();
			}
		}
		catch (SQLException ex) {
			throw new MigrationFailedException(ErrorCode.DATABASE_ERROR,
					"A transaction on the database '" + this.target.name() + "' could not be ended: " + ex.getMessage(),
					ex);
		}
	}

	@Override
	public void close() {
		try {
			this.database.close();
		}
		catch (DatabaseException ex) {
			Scope.getCurrentScope().getLog(getClass()).fine("The connection could not be closed", ex);
		}
	}

	private static void configure(Database database, MigrationTarget target) throws DatabaseException {
		String schema = target.defaultSchema();
		String liquibaseSchema = target.liquibaseSchema();
		if (schema != null) {
			if (database.supports(Schema.class)) {
				database.setDefaultSchemaName(schema);
			}
			else if (database.supports(Catalog.class)) {
				database.setDefaultCatalogName(schema);
			}
		}
		if (liquibaseSchema != null) {
			if (database.supports(Schema.class)) {
				database.setLiquibaseSchemaName(liquibaseSchema);
			}
			else if (database.supports(Catalog.class)) {
				database.setLiquibaseCatalogName(liquibaseSchema);
			}
		}
		if (target.tablespace() != null && database.supportsTablespaces()) {
			database.setLiquibaseTablespaceName(target.tablespace());
		}
		if (target.historyTable() != null) {
			database.setDatabaseChangeLogTableName(target.historyTable());
		}
		if (target.lockTable() != null) {
			database.setDatabaseChangeLogLockTableName(target.lockTable());
		}
	}

	/**
	 * An action in Liquibase's scope.
	 *
	 * @param <T> the type of the result
	 */
	public interface Work<T> {

		T run() throws Exception;

	}

}
