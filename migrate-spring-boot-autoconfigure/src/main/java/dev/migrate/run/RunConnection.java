package dev.migrate.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.registry.Dialects;
import dev.migrate.run.data.DataMigrations;
import dev.migrate.run.data.MigratingConnection;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.run.lock.LockedConnection;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.structure.core.Catalog;
import liquibase.structure.core.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a run. If it breaks during the run, another one can be opened to
 * clean up. Its own schema is restored before it returns to its pool.
 */
final class RunConnection extends JdbcConnection implements LockedConnection, MigratingConnection {

	private final DataSource dataSource;

	private final RunSettings settings;

	private final Connection stepped;

	private @Nullable Restoration restoration;

	private @Nullable ChangesetSteps steps;

	private @Nullable LockLimits limits;

	private Phase phase = Phase.BEFORE_CHANGES;

	private boolean commitIsHeld;

	private boolean undoing;

	private @Nullable Dialect dialect;

	private RunState state = RunState.detached();

	private @Nullable StartPhase start;

	private DataCheckpoint checkpoint = DataCheckpoint.NONE;

	private final @Nullable RunSnapshot snapshot;

	/**
	 * Create a connection of a run.
	 * @param connection the connection itself
	 * @param dataSource where another one can be opened
	 * @param settings how the run shares the database with other processes
	 * @param defaultSchema the default schema of the migrations; {@code null} for that of
	 * the connection
	 */
	RunConnection(Connection connection, DataSource dataSource, RunSettings settings, @Nullable String defaultSchema) {
		super(connection);
		this.snapshot = settings.snapshots() ? new RunSnapshot(connection, defaultSchema) : null;
		this.dataSource = dataSource;
		this.settings = settings;
		this.stepped = SteppedConnection.of(connection, () -> this.steps);
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
	 * @param settings how the run shares the database with other processes
	 * @param start what the run leaves to the time after the start; {@code null} for
	 * nothing
	 */
	static void use(Database database, SpringLiquibase bean, RunSettings settings, @Nullable StartPhase start) {
		if (database.getConnection() instanceof JdbcConnection connection
				&& connection.getClass() == JdbcConnection.class) {
			RunConnection own = new RunConnection(connection.getWrappedConnection(), bean.getDataSource(), settings,
					bean.getDefaultSchema());
			own.start = start;
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

	// What Liquibase sends its statements through.
	@Override
	public Connection getUnderlyingConnection() {
		return (this.steps != null && this.steps.runStatements() && this.phase == Phase.CHANGING) ? this.stepped
				: super.getUnderlyingConnection();
	}

	@Override
	public PreparedStatement prepareStatement(String sql) throws DatabaseException {
		try {
			return getUnderlyingConnection().prepareStatement(sql);
		}
		catch (SQLException ex) {
			throw new DatabaseException(ex);
		}
	}

	/**
	 * Report the run to a state, until this connection is closed.
	 * @param state the state
	 */
	void reportTo(RunState state) {
		this.state = state;
	}

	/**
	 * Return the state of the run.
	 * @return the state
	 */
	RunState state() {
		return this.state;
	}

	@Override
	public void beforeRun(DatabaseChangeLog changeLog, Database database, Contexts contexts, LabelExpression labels,
			ChangeLogHistoryService history) throws LiquibaseException {
		if (this.start != null) {
			this.start.apply(changeLog, database, contexts, labels, history);
		}
	}

	@Override
	public void afterRun(Database database) {
		if (this.snapshot != null) {
			this.snapshot.changed(database);
		}
	}

	/**
	 * The schema is about to be changed by something that is no changeset.
	 * @param database the database of Liquibase
	 */
	void changing(Database database) {
		if (this.snapshot != null) {
			this.snapshot.changing(database);
		}
	}

	@Override
	public Optional<DataMigrations> dataMigrations() {
		return Optional.ofNullable(this.settings.dataMigrations());
	}

	@Override
	public String checkpointId() {
		return this.checkpoint.id();
	}

	@Override
	public Connection plain() {
		return getWrappedConnection();
	}

	@Override
	public String firstRows(String query, int rows) {
		Dialect product = dialect();
		return (product != null) ? product.ddl().firstRows(query, rows) : query;
	}

	@Override
	public void migrated(long rows) {
		this.state.migrated(rows);
	}

	@Override
	public void waiting(String waitingFor) {
		this.state.waiting(waitingFor);
	}

	@Override
	public void goingOn() {
		this.state.goingOn();
	}

	/**
	 * Return the connection of a database.
	 * @param database the database of Liquibase
	 * @return the connection; empty if another one was set
	 */
	static Optional<RunConnection> of(Database database) {
		return (database.getConnection() instanceof RunConnection connection) ? Optional.of(connection)
				: Optional.empty();
	}

	/**
	 * Begin to apply or undo a changeset.
	 * @param database the database of Liquibase
	 * @param changeSet the changeset
	 * @param changeLog the changelog of the run
	 * @param applying whether the changeset is applied; otherwise it is undone
	 */
	void begin(Database database, ChangeSet changeSet, @Nullable DatabaseChangeLog changeLog, boolean applying) {
		if (this.snapshot != null) {
			this.snapshot.changing(changeSet, changeLog, database);
		}
		this.checkpoint = DataCheckpoint.of(changeSet, database, this);
		if (!applying && this.checkpoint != DataCheckpoint.NONE) {
			this.checkpoint.forget();
			beginTransaction(database);
		}
		Dialect product = dialect();
		this.steps = (product != null)
				? ChangesetSteps.of(changeSet, applying, database, product, getWrappedConnection(), limits(product))
				: null;
		if (this.steps != null && !applying && hasCode(changeSet)) {
			this.steps.codeRuns();
		}
		this.undoing = !applying;
		// Liquibase notifies of single changes before it undoes any of them.
		this.phase = this.undoing ? Phase.CHANGING : Phase.BEFORE_CHANGES;
		this.commitIsHeld = false;
	}

	// Liquibase sets the default schema of some products at the end of a transaction that
	// it rolls back, and does not do so before it undoes a changeset.
	private static void beginTransaction(Database database) {
		try {
			database.rollback();
		}
		catch (DatabaseException ex) {
			throw new UnexpectedLiquibaseException(ex);
		}
	}

	private static boolean hasCode(ChangeSet changeSet) {
		return Stream.concat(changeSet.getChanges().stream(), changeSet.getRollback().getChanges().stream())
			.anyMatch(CustomChangeWrapper.class::isInstance);
	}

	private LockLimits limits(Dialect product) {
		LockLimits existing = this.limits;
		if (existing == null) {
			existing = new LockLimits(product, getWrappedConnection(), this.settings, this.state);
			this.limits = existing;
		}
		return existing;
	}

	private @Nullable Dialect dialect() {
		if (this.dialect == null) {
			try {
				this.dialect = Dialects.find(getWrappedConnection().getMetaData()).orElse(null);
			}
			catch (SQLException ex) {
				Scope.getCurrentScope().getLog(getClass()).fine("The product is not known", ex);
			}
		}
		return this.dialect;
	}

	/**
	 * Begin to apply a change.
	 * @param change the change, whose statements are recorded unless it is code, which
	 * may send others each time
	 */
	void changeStarting(Change change) {
		if (change instanceof CustomChangeWrapper && this.steps != null) {
			this.steps.codeRuns();
		}
		if (!this.undoing) {
			this.phase = (change instanceof CustomChangeWrapper) ? Phase.IN_CODE : Phase.CHANGING;
		}
	}

	/**
	 * End to apply a change.
	 */
	void changeEnded() {
		if (!this.undoing) {
			this.phase = Phase.AFTER_CHANGE;
		}
	}

	/**
	 * End a changeset.
	 * @param failed whether it has failed
	 */
	void end(boolean failed) {
		ChangesetSteps ended = this.steps;
		this.steps = null;
		if (ended != null) {
			ended.end(failed);
		}
		if (!failed) {
			this.checkpoint.forget();
		}
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Liquibase commits a changeset before it writes the row of the history. A process
	 * that is killed in between would run the changeset again, so that commit is left to
	 * the one that follows the row.
	 */
	@Override
	public void commit() throws DatabaseException {
		ChangesetSteps running = this.steps;
		boolean complete = this.phase == Phase.AFTER_CHANGE || (this.undoing && this.phase == Phase.CHANGING);
		if (running == null || !complete) {
			super.commit();
			return;
		}
		try {
			running.checkContinued();
			if (running.isRunInTransaction() && !this.commitIsHeld) {
				running.checkDeferredConstraints();
				this.commitIsHeld = true;
				this.phase = Phase.AFTER_CHANGE;
				return;
			}
			running.complete();
		}
		catch (SQLException ex) {
			throw new DatabaseException(ex);
		}
		super.commit();
	}

	@Override
	public LockSettings lockSettings() {
		return this.settings.lock();
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
		if (this.limits != null) {
			this.limits.close();
		}
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
		finally {
			this.state.end();
		}
	}

	/**
	 * Where a run is in a changeset.
	 */
	private enum Phase {

		BEFORE_CHANGES, CHANGING, IN_CODE, AFTER_CHANGE

	}

	private interface Restoration {

		void run() throws SQLException;

	}

}
