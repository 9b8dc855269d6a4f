package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import dev.migrate.dialect.BlockingSession;
import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.LockedParts;
import dev.migrate.dialect.Rows;
import dev.migrate.run.lock.LockHolder;
import dev.migrate.run.lock.Waiting;
import liquibase.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one changeset, none of which keeps other sessions waiting for longer
 * than a limit while it waits for a lock itself.
 * <p>
 * A statement that has waited in vain is tried again later. In between, the locks of the
 * statements before it in its transaction are released as well, so that transaction is
 * repeated from its first statement.
 */
final class LimitedStatements {

	private static final int MOST_REPEATED = 10_000;

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

	private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

	private final String changeset;

	private final LockLimits limits;

	private final Connection connection;

	private final boolean atomic;

	private final List<Statement<?>> sent = new ArrayList<>();

	private boolean repeatable = true;

	private boolean locksTable;

	private boolean setsLimit;

	private @Nullable Duration limit;

	private @Nullable String settings;

	private List<BlockingSession> blocking = List.of();

	/**
	 * Create an instance.
	 * @param changeset the changeset, as messages name it
	 * @param limits the limits of the run
	 * @param connection the connection of the run
	 * @param atomic whether one transaction spans all statements
	 */
	LimitedStatements(String changeset, LockLimits limits, Connection connection, boolean atomic) {
		this.changeset = changeset;
		this.limits = limits;
		this.connection = connection;
		this.atomic = atomic;
	}

	/**
	 * Return whether anything is limited.
	 * @return {@code false} if statements wait as long as the database lets them
	 */
	boolean areLimited() {
		return this.limits.settings().areLimited();
	}

	/**
	 * Execute the next statement.
	 * @param sql the statement
	 * @param execution sends it to the database
	 * @param <T> the type of the result
	 * @return the result
	 * @throws BlockedStatementException if the locks that it needs did not become free in
	 * time
	 * @throws SQLException if the statement fails for another reason
	 */
	<T> @Nullable T execute(String sql, StatementExecution<T> execution) throws SQLException {
		if (!areLimited()) {
			return execution.execute();
		}
		LockWaits waits = this.limits.waits();
		StatementText text = StatementText.of(sql);
		Statement<T> statement = new Statement<>(execution, waits.locks(sql), waits.setsLimit(sql),
				text.endsTransaction(), isRepeatable(text, execution));
		try {
			keepSettings();
			T result = repeatedly(statement);
			remember(statement);
			return result;
		}
		finally {
			this.limits.state().goingOn();
		}
	}

	/**
	 * Note that code runs in the transaction whose statements are not known, so that it
	 * cannot be repeated.
	 */
	void codeRuns() {
		this.repeatable = false;
	}

	// Liquibase has chosen a schema in the transaction before.
	private void keepSettings() throws SQLException {
		if (this.atomic && this.settings == null) {
			this.settings = this.limits.waits().settings(this.connection);
		}
	}

	private <T> @Nullable T repeatedly(Statement<T> statement) throws SQLException {
		long start = System.nanoTime();
		for (int attempt = 1;; attempt++) {
			try {
				if (attempt > 1) {
					repeat();
				}
				return once(statement, statement.execution()::execute);
			}
			catch (SQLException ex) {
				Duration waited = Duration.ofNanos(System.nanoTime() - start);
				rejectUnlessRepeatable(statement, attempt, waited, ex);
				release(ex);
				pause(attempt, waited, ex);
			}
		}
	}

	private void rejectUnlessRepeatable(Statement<?> statement, int attempt, Duration waited, SQLException failure)
			throws SQLException {
		if (!this.limits.waits().isRefused(failure)) {
			throw failure;
		}
		StatementSettings limits = this.limits.settings();
		boolean waits = isPatient(statement);
		if (waited.compareTo(waits ? limits.definitionLockTimeout() : limits.retryTimeout()) >= 0) {
			throw blocked("was given up after " + LockHolder.text(waited) + " and " + attempt
					+ ((attempt == 1) ? " attempt" : " attempts"), failure);
		}
		if (waits || !statement.repeatable()) {
			throw failure;
		}
	}

	private <T> @Nullable T once(Statement<?> statement, Sending<T> sending) throws SQLException {
		limit(statement);
		try (BlockerWatch.Watched watched = watch(statement)) {
			try {
				return sending.send();
			}
			finally {
				this.blocking = watched.blocking();
			}
		}
	}

	private void repeat() throws SQLException {
		this.locksTable = false;
		this.setsLimit = false;
		for (Statement<?> before : this.sent) {
			once(before, () -> {
				before.execution().repeat();
				return null;
			});
			note(before);
		}
	}

	// The locks of the statements before in the transaction.
	private void release(SQLException failure) throws SQLException {
		if (!this.atomic) {
			return;
		}
		try {
			this.connection.rollback();
			if (this.settings != null && !this.settings.isEmpty()) {
				Rows.execute(this.connection, this.settings);
			}
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
			throw failure;
		}
		forgetLimit();
	}

	private void forgetLimit() {
		if (this.limits.waits().endsWithTransaction()) {
			this.limit = null;
		}
	}

	// A statement that cannot be repeated waits as long as the session lets it.
	private void limit(Statement<?> statement) throws SQLException {
		Duration own = this.limits.own(this.connection);
		if (own == null || this.setsLimit) {
			return;
		}
		LockedParts locks = this.locksTable ? LockedParts.TABLE : statement.locks();
		Duration wanted = (statement.repeatable() || isPatient(statement)) ? this.limits.of(locks, own) : own;
		if (!wanted.equals((this.limit != null) ? this.limit : own)) {
			Rows.execute(this.connection, this.limits.waits().limiting(wanted, !this.connection.getAutoCommit()));
			this.limit = wanted;
		}
	}

	private boolean isPatient(Statement<?> statement) {
		return statement.locks() == LockedParts.DEFINITION && !this.locksTable;
	}

	private BlockerWatch.Watched watch(Statement<?> statement) throws SQLException {
		if (isPatient(statement)) {
			long start = System.nanoTime();
			return this.limits.watch().watch(FIRST_LOOK, (blocking) -> {
				this.limits.state().waiting(text(blocking) + " to end");
				log("Changeset " + this.changeset + " waits for " + text(blocking)
						+ " to end. It lets others read and change the table meanwhile. Waited for "
						+ LockHolder.text(Duration.ofNanos(System.nanoTime() - start)) + ".");
			});
		}
		Duration half = this.limits.settings().lockTimeout().dividedBy(2);
		return this.limits.watch().watch((half.compareTo(FIRST_LOOK) < 0) ? half : FIRST_LOOK, (blocking) -> {
		});
	}

	// Without a transaction, only a statement with a single effect: a batch, a procedure
	// or a script may have had some of its effects.
	private boolean isRepeatable(StatementText text, StatementExecution<?> execution) {
		return execution.isRepeatable()
				&& (this.atomic ? this.repeatable && this.sent.size() <= MOST_REPEATED && !text.endsTransaction()
						: text.isDefinition());
	}

	private void remember(Statement<?> statement) {
		if (!this.atomic) {
			return;
		}
		if (statement.endsTransaction()) {
			forgetLimit();
		}
		this.repeatable &= statement.repeatable();
		note(statement);
		if (this.repeatable) {
			this.sent.add(statement);
		}
	}

	private void note(Statement<?> statement) {
		this.locksTable |= statement.locks() == LockedParts.TABLE;
		this.setsLimit |= statement.setsLimit();
	}

	private void pause(int attempt, Duration waited, SQLException failure) throws SQLException {
		Duration budget = this.limits.settings().retryTimeout();
		Duration pause = pause(attempt);
		this.limits.state().waiting("a lock that is held by " + holders());
		log("Changeset " + this.changeset + " needs a lock that is held by " + holders()
				+ ". So that others do not wait for it, it is given up for " + pause.toMillis()
				+ " ms and tried again. Tried for " + LockHolder.text(waited) + " of " + LockHolder.text(budget) + ".");
		try (Waiting waiting = Waiting.begin(budget)) {
			if (!waiting.pause(pause, pause.plusMillis(1))) {
				throw blocked("was waited for when the process was stopped", failure);
			}
		}
	}

	private static Duration pause(int attempt) {
		long most = Math.min(LONGEST_PAUSE.toMillis(), SHORTEST_PAUSE.toMillis() << Math.min(attempt, 10));
		return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
	}

	private BlockedStatementException blocked(String what, SQLException failure) {
		return new BlockedStatementException("A lock that the statement needs " + what + ". It is held by " + holders()
				+ ". End that transaction, or wait until it has ended.", failure);
	}

	private String holders() {
		return text(this.blocking);
	}

	private static String text(List<BlockingSession> blocking) {
		if (blocking.isEmpty()) {
			return "another session";
		}
		String sessions = blocking.stream().map(BlockingSession::toString).collect(Collectors.joining(", "));
		return blocking.get(0).proven() ? sessions : "another session; in a transaction are " + sessions;
	}

	private void log(String message) {
		Scope.getCurrentScope().getLog(getClass()).warning(message);
	}

	/**
	 * Give the session its own limit back.
	 * @param failed whether the changeset has failed, after which nothing is committed
	 * @throws SQLException if the database cannot be accessed
	 */
	void end(boolean failed) throws SQLException {
		Duration own = (this.limit != null) ? this.limits.own(this.connection) : null;
		boolean ended = this.atomic && this.limits.waits().endsWithTransaction();
		if (own == null || own.equals(this.limit) || ended || this.connection.isClosed()) {
			return;
		}
		Rows.execute(this.connection, this.limits.waits().limiting(own, false));
		if (failed && !this.connection.getAutoCommit()) {
			this.connection.commit();
		}
	}

	private interface Sending<T> {

		@Nullable T send() throws SQLException;

	}

	/**
	 * A statement of the changeset.
	 *
	 * @param <T> the type of its result
	 * @param execution sends it
	 * @param locks what it locks
	 * @param setsLimit whether it sets the limit of the session by itself
	 * @param endsTransaction whether it begins or ends a transaction
	 * @param repeatable whether it, and all before it in its transaction, can be sent
	 * again without a lasting effect of the first time
	 */
	private record Statement<T>(StatementExecution<T> execution, LockedParts locks, boolean setsLimit,
			boolean endsTransaction, boolean repeatable) {

	}

}
