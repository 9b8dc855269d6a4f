package dev.migrate.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import dev.migrate.changelog.ChangelogPaths;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Rows;
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

	private static final int DIGITS = 12;

	private static final Pattern SETS_SESSION = Pattern.compile("(?i)\\s*(set|use|alter\\s+session)\\b");

	private final ChangeSet changeSet;

	private final Dialect dialect;

	private final Connection connection;

	private final @Nullable RunProgress progress;

	private final String id;

	private final int interruptedAt;

	private int statement;

	private ChangesetSteps(ChangeSet changeSet, Dialect dialect, Connection connection, @Nullable RunProgress progress,
			String id) {
		this.changeSet = changeSet;
		this.dialect = dialect;
		this.connection = connection;
		this.progress = progress;
		this.id = id;
		RunStep interrupted = (progress != null) ? progress.step() : null;
		this.interruptedAt = (interrupted != null && interrupted.changeset().equals(id)) ? interrupted.statement() : 0;
	}

	/**
	 * Create the steps of a changeset.
	 * @param changeSet the changeset
	 * @param applying whether it is applied; otherwise it is undone
	 * @param database the database of Liquibase
	 * @param dialect the dialect of the product
	 * @param connection the connection of the run
	 * @return the steps
	 */
	static ChangesetSteps of(ChangeSet changeSet, boolean applying, Database database, Dialect dialect,
			Connection connection) {
		boolean atomic = dialect.hasTransactionalDdl() && changeSet.isRunInTransaction();
		RunProgress progress = atomic ? null : RunLockService.progress(database).orElse(null);
		return new ChangesetSteps(changeSet, dialect, connection, progress,
				(progress != null) ? id(changeSet, applying) : "");
	}

	private static String id(ChangeSet changeSet, boolean applying) {
		String text = String.join("\n", ChangelogPaths.normalize(changeSet.getFilePath()), changeSet.getId(),
				changeSet.getAuthor(), String.valueOf(applying),
				changeSet.generateCheckSum(ChecksumVersion.latest()).toString());
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash).substring(0, DIGITS);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Run a statement unless it has taken effect before.
	 * @param sql the statement
	 * @param execution sends it to the database
	 * @param <T> the type of the result
	 * @return the result of the execution; {@code null} if the statement has taken effect
	 * before
	 * @throws SQLException if the statement fails
	 */
	<T> @Nullable T run(String sql, Execution<T> execution) throws SQLException {
		if (SETS_SESSION.matcher(sql).lookingAt()) {
			return execution.execute();
		}
		this.statement++;
		if (this.statement < this.interruptedAt) {
			return null;
		}
		for (String repair : this.dialect.repairs(this.connection, sql)) {
			Rows.execute(this.connection, repair);
		}
		if (this.progress != null) {
			this.progress.advance(new RunStep(this.id, this.statement));
		}
		try {
			return execution.execute();
		}
		catch (SQLException ex) {
			if (this.statement != this.interruptedAt || !this.dialect.isRepeated(sql, ex)) {
				throw ex;
			}
			Scope.getCurrentScope()
				.getLog(getClass())
				.warning("The run before this one was interrupted in changeset " + this.changeSet.toString(false)
						+ ", after its statement " + this.statement + " had taken effect: " + ex.getMessage());
			return null;
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
	 * Record that the changeset has failed and is left to a person, unless it is known
	 * how far it had come in a run before.
	 */
	void fail() {
		if (this.progress == null) {
			return;
		}
		try {
			if (this.connection.isClosed()) {
				return;
			}
			this.progress.refresh();
			if (this.interruptedAt == 0) {
				this.progress.advance(null);
				if (!this.connection.getAutoCommit()) {
					this.connection.commit();
				}
			}
		}
		catch (SQLException ex) {
			Scope.getCurrentScope().getLog(getClass()).fine("The progress of the run is not recorded", ex);
		}
	}

	boolean isRunInTransaction() {
		return this.changeSet.isRunInTransaction();
	}

	/**
	 * Sends a statement to the database.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Execution<T> {

		@Nullable T execute() throws SQLException;

	}

}
