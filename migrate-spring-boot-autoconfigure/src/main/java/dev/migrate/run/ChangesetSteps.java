package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

import dev.migrate.changelog.ChangelogPaths;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LockedParts;
import dev.migrate.dialect.Rows;
import dev.migrate.run.lock.Fingerprint;
import dev.migrate.run.lock.RunLockService;
import dev.migrate.run.lock.RunProgress;
import dev.migrate.run.lock.RunStep;
import liquibase.ChecksumVersion;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one changeset, each of which takes effect once, however often the run
 * is interrupted.
 * <p>
 * Where a transaction spans them and the row of the history, nothing else is needed.
 * Elsewhere each statement is recorded before it runs, so that a run after an
 * interruption leaves out those that have taken effect.
 */
final class ChangesetSteps {

	private static final int DIGITS_OF_CHANGESET = 12;

	private static final int DIGITS_OF_TEXTS = 8;

	private static final Pattern SETS_SESSION = Pattern.compile(LockedParts.COMMENTS + "(set|use|alter\\s+session)\\b");

	private static final Pattern NEEDS_SESSION = Pattern.compile(LockedParts.COMMENTS
			+ "(create\\s+(or\\s+replace\\s+)?((global|local)\\s+)?temp(orary)?|lock|unlock|prepare|execute|deallocate|declare)\\b");

	private final ChangeSet changeSet;

	private final boolean atomic;

	private final Dialect dialect;

	private final Connection connection;

	private final @Nullable RunProgress progress;

	private final LimitedStatements statements;

	private final String id;

	private final @Nullable RunStep interrupted;

	private int statement;

	private String texts = "";

	private ChangesetSteps(ChangeSet changeSet, boolean atomic, Dialect dialect, Connection connection,
			@Nullable RunProgress progress, LockLimits limits, String id) {
		this.changeSet = changeSet;
		this.atomic = atomic;
		this.dialect = dialect;
		this.connection = connection;
		this.progress = progress;
		this.statements = new LimitedStatements(changeSet.toString(false), limits, connection, atomic);
		this.id = id;
		RunStep step = (progress != null) ? progress.step() : null;
		this.interrupted = (step != null && step.changeset().equals(id)) ? step : null;
	}

	/**
	 * Create the steps of a changeset.
	 * @param changeSet the changeset
	 * @param applying whether it is applied; otherwise it is undone
	 * @param database the database of Liquibase
	 * @param dialect the dialect of the product
	 * @param connection the connection of the run
	 * @param limits how long its statements wait for locks
	 * @return the steps
	 */
	static ChangesetSteps of(ChangeSet changeSet, boolean applying, Database database, Dialect dialect,
			Connection connection, LockLimits limits) {
		boolean atomic = dialect.hasTransactionalDdl() && changeSet.isRunInTransaction();
		return new ChangesetSteps(changeSet, atomic, dialect, connection,
				RunLockService.progress(database).orElse(null), limits, atomic ? "" : id(changeSet, applying));
	}

	private static String id(ChangeSet changeSet, boolean applying) {
		String text = String.join("\n", ChangelogPaths.normalize(changeSet.getFilePath()), changeSet.getId(),
				changeSet.getAuthor(), String.valueOf(applying),
				changeSet.generateCheckSum(ChecksumVersion.latest()).toString());
		return Fingerprint.of(text, DIGITS_OF_CHANGESET);
	}

	/**
	 * Return whether the statements have to be run by this object.
	 * @return {@code false} if they are neither recorded nor limited
	 */
	boolean runStatements() {
		return !this.atomic || this.statements.areLimited();
	}

	/**
	 * Note that code runs whose statements are not known.
	 */
	void codeRuns() {
		this.statements.codeRuns();
	}

	/**
	 * Return whether Liquibase commits the changeset by itself.
	 * @return {@code true} unless the changeset runs without a transaction
	 */
	boolean isRunInTransaction() {
		return this.changeSet.isRunInTransaction();
	}

	/**
	 * Run a statement unless it has taken effect before.
	 * @param sql the statement
	 * @param execution sends it to the database
	 * @param <T> the type of the result
	 * @return the result of the execution; {@code null} if the statement has taken effect
	 * before
	 * @throws SQLException if the statement fails, or if the changeset cannot be
	 * continued
	 */
	<T> @Nullable T run(String sql, StatementExecution<T> execution) throws SQLException {
		if (this.atomic || SETS_SESSION.matcher(sql).lookingAt()) {
			return this.statements.execute(sql, execution);
		}
		this.statement++;
		this.texts = Fingerprint.of(this.texts + "\n" + sql, DIGITS_OF_TEXTS);
		int interruptedAt = (this.interrupted != null) ? this.interrupted.statement() : 0;
		if (this.statement < interruptedAt) {
			if (NEEDS_SESSION.matcher(sql).lookingAt()) {
				throw notContinuable("its statement " + this.statement + " is for its own session");
			}
			return null;
		}
		if (this.interrupted != null && this.statement == interruptedAt
				&& !this.interrupted.texts().equals(this.texts)) {
			throw notContinuable("its statements are others now");
		}
		for (String repair : this.dialect.repairs(this.connection, sql)) {
			Rows.execute(this.connection, repair);
		}
		if (this.progress != null) {
			this.progress.advance(new RunStep(this.id, this.statement, this.texts));
		}
		try {
			return this.statements.execute(sql, execution);
		}
		catch (SQLException ex) {
			if (this.statement != interruptedAt || !this.dialect.isRepeated(sql, ex)) {
				throw ex;
			}
			Scope.getCurrentScope()
				.getLog(getClass())
				.warning("The run before this one was interrupted in changeset " + this.changeSet.toString(false)
						+ ", after its statement " + this.statement + " had taken effect: " + ex.getMessage());
			return null;
		}
	}

	private SQLException notContinuable(String reason) {
		int before = (this.interrupted != null) ? this.interrupted.statement() - 1 : 0;
		return new SQLException("The run before this one was interrupted in this changeset, after " + before
				+ " of its statements had taken effect. It cannot be continued, since " + reason
				+ ". Undo by hand what it has done. The next run starts at its first statement.");
	}

	/**
	 * Check the constraints that the transaction has deferred, before the row of the
	 * history is written in it.
	 * @throws SQLException if one does not hold
	 */
	void checkDeferredConstraints() throws SQLException {
		String check = this.dialect.checkOfDeferredConstraints().orElse(null);
		if (check != null) {
			Rows.execute(this.connection, check);
		}
	}

	/**
	 * Check that nothing was left out that has to run.
	 * @throws SQLException if there are fewer statements than the run before this one has
	 * run
	 */
	void checkContinued() throws SQLException {
		if (this.interrupted != null && this.statement < this.interrupted.statement()) {
			throw notContinuable("it has fewer statements now");
		}
	}

	/**
	 * Record in the transaction of the history that the changeset is complete.
	 * @throws SQLException if the lock table cannot be changed
	 */
	void complete() throws SQLException {
		if (this.progress != null) {
			this.progress.advance(null);
		}
	}

	/**
	 * End the changeset: the session gets back what was set for its statements.
	 * @param failed whether it has failed
	 */
	void end(boolean failed) {
		if (failed) {
			fail();
		}
		try {
			this.statements.end(failed);
		}
		catch (SQLException ex) {
			Scope.getCurrentScope()
				.getLog(getClass())
				.warning("The session keeps the limit of its waits for locks", ex);
		}
	}

	// After a failure the changeset is corrected, so the next run starts at its first
	// statement.
	private void fail() {
		if (this.progress == null) {
			return;
		}
		try {
			if (this.connection.isClosed()) {
				return;
			}
			this.progress.refresh();
			this.progress.advance(null);
			if (!this.connection.getAutoCommit()) {
				this.connection.commit();
			}
		}
		catch (SQLException ex) {
			Scope.getCurrentScope().getLog(getClass()).fine("The progress of the run is not recorded", ex);
		}
	}

}
