package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import liquibase.Scope;
import liquibase.database.Database;
import liquibase.exception.LockException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.StandardLockService;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.core.UnlockDatabaseChangeLogStatement;
import org.jspecify.annotations.Nullable;

/**
 * Liquibase's own lock, which is also released if the connection that took it is broken.
 * <p>
 * A lock service of the application takes precedence.
 */
public final class RunLockService extends StandardLockService {

	private @Nullable HeldLock held;

	@Override
	public int getPriority() {
		return PRIORITY_DEFAULT + 1;
	}

	@Override
	public boolean supports(Database database) {
		return database.getConnection() instanceof RunConnection && super.supports(database) && !hasOther(database);
	}

	private static boolean hasOther(Database database) {
		String own = StandardLockService.class.getPackageName();
		List<LockService> services = Scope.getCurrentScope().getServiceLocator().findInstances(LockService.class);
		return services.stream()
			.anyMatch((service) -> !(service instanceof RunLockService)
					&& !service.getClass().getPackageName().equals(own) && service.supports(database));
	}

	@Override
	public boolean acquireLock() throws LockException {
		boolean acquired = super.acquireLock();
		if (acquired && this.held == null) {
			this.held = HeldLock.of(this.database);
		}
		return acquired;
	}

	@Override
	public void releaseLock() throws LockException {
		HeldLock lock = this.held;
		this.held = null;
		try {
			super.releaseLock();
		}
		catch (LockException ex) {
			if (lock == null || !isReleased(lock)) {
				throw ex;
			}
		}
	}

	private boolean isReleased(HeldLock lock) {
		if (!(this.database.getConnection() instanceof RunConnection broken)) {
			return false;
		}
		try (Connection connection = broken.openAnother()) {
			return lock.release(connection);
		}
		catch (SQLException ex) {
			Scope.getCurrentScope().getLog(getClass()).warning("The lock could not be released", ex);
			return false;
		}
	}

	/**
	 * The lock that this process has taken.
	 *
	 * @param table the lock table
	 * @param holder the holder that the lock table names
	 * @param release the statements that release it
	 */
	private record HeldLock(String table, LockHolder holder, List<String> release) {

		static @Nullable HeldLock of(Database database) {
			String table = HistoryTables.qualified(database, database.getDatabaseChangeLogLockTableName());
			Sql[] release = SqlGeneratorFactory.getInstance()
				.generateSql(new UnlockDatabaseChangeLogStatement(), database);
			Connection connection = ((RunConnection) database.getConnection()).getWrappedConnection();
			return LockHolder.find(connection, table)
				.map((holder) -> new HeldLock(table, holder, List.of(release).stream().map(Sql::toSql).toList()))
				.orElse(null);
		}

		// If the holder is another one, an operator has released the lock meanwhile.
		boolean release(Connection connection) throws SQLException {
			if (!LockHolder.find(connection, this.table).equals(Optional.of(this.holder))) {
				return false;
			}
			try (Statement statement = connection.createStatement()) {
				for (String sql : this.release) {
					statement.executeUpdate(sql);
				}
			}
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
			return true;
		}

	}

}
