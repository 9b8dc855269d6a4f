package dev.migrate.run.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SessionLocks;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.structure.core.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A session that holds the lock of a database, or tries to.
 */
final class Guard implements AutoCloseable {

	private static final int DIGITS = 32;

	private static final int PATIENCE = 5;

	private static final int ROUNDS = 5;

	private static final int DIGITS_OF_ID = 8;

	private static final String POOLED = "Between the application and the database there is a pooler that gives each"
			+ " transaction another session. No session can hold the lock of migrations, so the lock of a process that"
			+ " is killed stays until the command release-lock. Set spring.liquibase.url to the address of the server"
			+ " itself.";

	private final SessionLocks locks;

	private final String name;

	private final LockSettings.Connections connections;

	private @Nullable Connection own;

	private final @Nullable Connection shared;

	private boolean locked;

	private boolean renewed;

	private Guard(SessionLocks locks, String name, LockSettings.Connections connections, @Nullable Connection own,
			Connection run) {
		this.locks = locks;
		this.name = name;
		this.connections = connections;
		this.own = own;
		this.shared = (own != null) ? null : run;
	}

	/**
	 * Open a session for the lock: beside the pool where the address of the database is
	 * known, otherwise that of the run.
	 * @param dialect the dialect of the product
	 * @param database the database of Liquibase
	 * @param run the connection of the run
	 * @param settings how the lock is taken
	 * @return the guard, which the caller closes; empty if no session can hold a lock
	 * @throws SQLException if the database cannot be accessed
	 */
	static Optional<Guard> open(Dialect dialect, Database database, Connection run, LockSettings settings)
			throws SQLException {
		Optional<SessionLocks> locks = dialect.sessionLocks().filter((supported) -> settings.session());
		if (locks.isEmpty()) {
			return Optional.empty();
		}
		Connection own = open(settings.connections());
		try {
			if (isPooled(dialect, own, run)) {
				close(own);
				Scope.getCurrentScope().getLog(Guard.class).warning(POOLED);
				return Optional.empty();
			}
			String name = name(database, locks.get().scope((own != null) ? own : run));
			return Optional.of(new Guard(locks.get(), name, settings.connections(), own, run));
		}
		catch (SQLException | RuntimeException ex) {
			close(own);
			throw ex;
		}
	}

	private static void close(@Nullable Connection connection) throws SQLException {
		if (connection != null) {
			connection.close();
		}
	}

	private static @Nullable Connection open(LockSettings.Connections connections) {
		try {
			Connection own = connections.open().orElse(null);
			if (own != null && !own.getAutoCommit()) {
				own.setAutoCommit(true);
			}
			return own;
		}
		catch (SQLException ex) {
			Scope.getCurrentScope()
				.getLog(Guard.class)
				.fine("No connection beside the pool, " + ex.getClass().getName()
						+ ": the lock is held by the session of the run");
			return null;
		}
	}

	// A pooler of transactions gives the session that was used last to whoever asks
	// first, and another one while that is in a transaction. Other clients of the pooler
	// may ask in between, so it is tried several times.
	private static boolean isPooled(Dialect dialect, @Nullable Connection own, Connection run) throws SQLException {
		Optional<String> query = dialect.inspection().sessionQuery();
		Connection first = (own != null) ? own : run;
		for (int i = 0; i < ROUNDS && query.isPresent(); i++) {
			endTransaction(first);
			String before = Rows.first(first, query.get());
			endTransaction(run);
			String ofRun = Rows.first(run, query.get());
			String after = Rows.first(first, query.get());
			endTransaction(run);
			if (before.equals(ofRun) == (own != null) || !before.equals(after)) {
				return true;
			}
		}
		return false;
	}

	private static void endTransaction(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.rollback();
		}
	}

	private static String name(Database database, String scope) {
		String schema = database.supports(Schema.class) ? database.getLiquibaseSchemaName()
				: database.getLiquibaseCatalogName();
		String table = scope + "\n" + schema + "." + database.getDatabaseChangeLogLockTableName();
		return Fingerprint.of(table.toLowerCase(Locale.ROOT), DIGITS);
	}

	/**
	 * Return what identifies the lock.
	 * @return 8 hexadecimal digits
	 */
	String id() {
		return this.name.substring(0, DIGITS_OF_ID);
	}

	/**
	 * Return whether the session is that of the run, which a second thread must not use.
	 * @return {@code false} if the session is one of its own
	 */
	boolean isShared() {
		return this.shared != null;
	}

	/**
	 * Take the lock if it is free.
	 * @return {@code false} if another session holds it
	 * @throws SQLException if the database cannot be accessed
	 */
	synchronized boolean tryLock() throws SQLException {
		if (this.locked && isHeld()) {
			return true;
		}
		if (this.locked) {
			return renew();
		}
		this.locked = this.locks.tryLock(connection(), this.name);
		return this.locked;
	}

	/**
	 * Release the lock, and keep the session.
	 * @throws SQLException if the database cannot be accessed
	 */
	synchronized void unlock() throws SQLException {
		if (this.locked) {
			this.locked = false;
			this.locks.unlock(connection(), this.name);
		}
	}

	/**
	 * Take the lock again if its session has ended.
	 */
	synchronized void keep() {
		if (this.locked && !isHeld()) {
			renew();
		}
	}

	/**
	 * Return the connection of the session.
	 * @return the connection, in no transaction
	 * @throws SQLException if the session has ended
	 */
	synchronized Connection connection() throws SQLException {
		Connection connection = (this.own != null) ? this.own : this.shared;
		if (connection == null) {
			throw new SQLException("The session of the lock has ended");
		}
		return connection;
	}

	/**
	 * Return whether the session still holds the lock. One that has been lost is not
	 * taken again.
	 * @return {@code false} if the session has ended
	 */
	synchronized boolean isHeld() {
		try {
			return this.locked && connection().isValid(PATIENCE);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * Return whether the session has held the lock without a break.
	 * @return {@code false} if another session may have held it meanwhile
	 */
	synchronized boolean isUnbroken() {
		return !this.renewed && isHeld();
	}

	/**
	 * Note that no other session has held the lock meanwhile.
	 */
	synchronized void mend() {
		this.renewed = false;
	}

	/**
	 * Take the lock again after its session has ended.
	 * @return {@code false} if another session holds it, or if the database cannot be
	 * reached
	 */
	synchronized boolean renew() {
		if (this.own == null) {
			return false;
		}
		this.renewed = true;
		close();
		try {
			this.own = open(this.connections);
			this.locked = this.own != null && this.locks.tryLock(this.own, this.name);
			return this.locked;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/**
	 * Release the lock, and end the session if it is one of its own.
	 */
	@Override
	public synchronized void close() {
		try (Connection ending = this.own) {
			if (this.locked && (ending != null || !connection().isClosed())) {
				this.locks.unlock(connection(), this.name);
			}
		}
		catch (SQLException ex) {
			Scope.getCurrentScope().getLog(getClass()).fine("The session of the lock has ended before", ex);
		}
		finally {
			this.locked = false;
		}
	}

}
