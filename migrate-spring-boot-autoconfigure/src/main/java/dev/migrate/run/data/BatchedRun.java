package dev.migrate.run.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.run.lock.LockHolder;
import dev.migrate.run.lock.RunLockService;
import dev.migrate.run.lock.Waiting;
import liquibase.Scope;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * A run of a data migration on one database, which continues where the run before it was
 * interrupted.
 *
 * @param <R> the type of the rows
 */
final class BatchedRun<R> {

	private static final int MOST_ATTEMPTS = 5;

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private final NamedMigration<R> migration;

	private final Database database;

	private final MigratingConnection run;

	private final Connection connection;

	private final Checkpoints checkpoints;

	private final JdbcClient jdbc;

	private final RowMapper<R> mapper;

	BatchedRun(NamedMigration<R> migration, Database database, MigratingConnection run) {
		this.migration = migration;
		this.database = database;
		this.run = run;
		this.connection = run.plain();
		this.checkpoints = new Checkpoints(database, run.plain());
		this.jdbc = JdbcClient.create(new SingleConnectionDataSource(this.connection, true));
		this.mapper = new DataClassRowMapper<>(migration.rowType());
	}

	/**
	 * Migrate all rows that are left.
	 * @param pause how long to pause after each batch
	 * @throws SQLException if the database cannot be accessed
	 * @throws MigrationFailedException if a batch fails, or if the thread is interrupted
	 */
	void run(Duration pause) throws SQLException {
		boolean autoCommit = this.connection.getAutoCommit();
		this.checkpoints.create();
		this.connection.setAutoCommit(false);
		// A run has no end that is known: only the notices of the waiting are used
		try (Waiting waiting = Waiting.begin(Duration.ofDays(1))) {
			Checkpoint checkpoint = this.checkpoints.read(this.run.checkpointId());
			if (checkpoint.rows() > 0) {
				log("Data migration " + this.migration.name() + " continues after " + checkpoint.rows() + " rows.");
			}
			this.run.migrated(checkpoint.rows());
			long start = System.nanoTime();
			for (Checkpoint next = batch(checkpoint); next != null; next = batch(checkpoint)) {
				checkpoint = next;
				this.run.migrated(checkpoint.rows());
				stopIfStopping(waiting, checkpoint, pause);
				logNotice(waiting, checkpoint, start);
			}
			log("Data migration " + this.migration.name() + " has migrated " + checkpoint.rows() + " rows.");
		}
		finally {
			restore(autoCommit);
		}
	}

	private void restore(boolean autoCommit) {
		try {
			if (!this.connection.isClosed()) {
				this.connection.rollback();
				this.connection.setAutoCommit(autoCommit);
			}
		}
		catch (SQLException ex) {
			// The failure of the run says more.
			Scope.getCurrentScope().getLog(BatchedRun.class).fine("The connection is broken", ex);
		}
	}

	private void stopIfStopping(Waiting waiting, Checkpoint checkpoint, Duration pause) {
		boolean goesOn = pause.isZero() ? !waiting.isStopping() : waiting.pause(pause, pause.plusMillis(1));
		if (!goesOn) {
			// Some drivers cannot release the lock in a thread that is interrupted.
			Thread.interrupted();
			throw failure("was stopped after " + checkpoint.rows() + " rows", null);
		}
	}

	private void logNotice(Waiting waiting, Checkpoint checkpoint, long start) {
		if (waiting.notice().isPresent()) {
			log("Data migration " + this.migration.name() + " has migrated " + checkpoint.rows()
					+ " rows, and runs for " + LockHolder.text(Duration.ofNanos(System.nanoTime() - start)) + ".");
		}
	}

	// A deadlock or the like: the rows of the application are more important
	private @Nullable Checkpoint batch(Checkpoint before) throws SQLException {
		for (int attempt = 1;; attempt++) {
			try {
				return translated(before);
			}
			catch (TransientDataAccessException ex) {
				this.connection.rollback();
				if (attempt == MOST_ATTEMPTS || !pauseAfter(attempt)) {
					throw failure("failed after " + before.rows() + " rows, in " + attempt + " attempts", ex);
				}
			}
			catch (RuntimeException ex) {
				throw (ex instanceof MigrationFailedException) ? ex
						: failure("failed after " + before.rows() + " rows", ex);
			}
		}
	}

	private static boolean pauseAfter(int attempt) {
		try (Waiting waiting = Waiting.begin(LONGEST_PAUSE)) {
			Duration longest = LONGEST_PAUSE.dividedBy(MOST_ATTEMPTS - attempt + 1);
			return waiting.pause(longest.dividedBy(2), longest);
		}
	}

	private @Nullable Checkpoint translated(Checkpoint before) {
		try {
			return once(before);
		}
		catch (SQLException ex) {
			DataAccessException translated = new SQLExceptionSubclassTranslator().translate("data migration", null, ex);
			throw (translated != null) ? translated : new UncategorizedSQLException("data migration", null, ex);
		}
	}

	private @Nullable Checkpoint once(Checkpoint before) throws SQLException {
		List<R> rows = new ArrayList<>();
		Checkpoint after = read(before, rows);
		if (rows.isEmpty()) {
			return null;
		}
		this.migration.migration().migrate(rows, this.jdbc);
		this.checkpoints.write(this.run.checkpointId(), after);
		if (!RunLockService.isHeld(this.database)) {
			throw new MigrationFailedException(ErrorCode.LOCK_LOST,
					"The session that held the lock of migrations has ended, and another process may be migrating.",
					null);
		}
		this.connection.commit();
		return after;
	}

	private Checkpoint read(Checkpoint before, List<R> rows) throws SQLException {
		String key = this.migration.key();
		String sql = this.run.firstRows(
				"select r.* from (" + this.migration.migration().query() + ") r"
						+ ((before.key() != null) ? " where r." + key + " > ?" : "") + " order by r." + key,
				this.migration.batchSize());
		JdbcClient.StatementSpec statement = this.jdbc.sql(sql);
		if (before.key() != null) {
			statement = statement.param(before.key());
		}
		Object[] last = new Object[1];
		rows.addAll(statement.query((result, number) -> {
			last[0] = result.getObject(key);
			return this.mapper.mapRow(result, number);
		}).list());
		return rows.isEmpty() ? before : before.after(last[0], rows.size());
	}

	private MigrationFailedException failure(String what, @Nullable Throwable cause) {
		String reason = (cause != null) ? ": " + cause.getMessage() : "";
		return new MigrationFailedException(ErrorCode.CHANGESET_FAILED,
				"The data migration " + this.migration.name() + " " + what + reason + (reason.endsWith(".") ? "" : ".")
						+ " The batches before are committed. The next run continues after them.",
				cause);
	}

	private void log(String message) {
		Scope.getCurrentScope().getLog(BatchedRun.class).info(message);
	}

}
