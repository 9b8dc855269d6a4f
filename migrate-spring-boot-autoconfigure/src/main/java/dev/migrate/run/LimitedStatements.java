package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
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

	private static final Pattern ENDS_TRANSACTION = Pattern.compile(LockedParts.COMMENTS
			+ "(begin|start\\s+transaction|commit|end|rollback|abort|savepoint|release|prepare\\s+transaction)\\b");

	private final String changeset;

	private final LockLimits limits;

	private final Connection connection;

	private final boolean atomic;

	private final List<Sent> sent = new ArrayList<>();

	private boolean repeatable = true;

	private boolean locksTable;

	private boolean setsLimit;

	private @Nullable Duration limit;

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
		LockedParts locks = waits.locks(sql);
		this.setsLimit |= waits.setsLimit(sql);
		try {
			T result = repeatedly(locks, execution);
			remember(sql, locks, execution);
			return result;
		}
		finally {
			this.limits.state().goingOn();
		}
	}

	private <T> @Nullable T repeatedly(LockedParts locks, StatementExecution<T> execution) throws SQLException {
		long start = System.nanoTime();
		for (int attempt = 1;; attempt++) {
			try {
				if (attempt > 1) {
					repeat();
				}
				return once(locks, execution::execute);
			}
			catch (SQLException ex) {
				if (!this.limits.waits().isRefused(ex) || !isRepeatable(locks, execution)) {
					throw ex;
				}
				release(ex);
				pause(locks, attempt, Duration.ofNanos(System.nanoTime() - start), ex);
			}
		}
	}

	private <T> @Nullable T once(LockedParts locks, Sending<T> sending) throws SQLException {
		limit(locks);
		try (BlockerWatch.Watched watched = watch(locks)) {
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
		for (Sent before : this.sent) {
			once(before.locks(), () -> {
				before.execution().repeat();
				return null;
			});
			this.locksTable |= before.locks() == LockedParts.TABLE;
		}
	}

	// The locks of the statements before in the transaction.
	private void release(SQLException failure) throws SQLException {
		if (!this.atomic) {
			return;
		}
		try {
			this.connection.rollback();
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

	private Duration budget(LockedParts locks) {
		StatementSettings settings = this.limits.settings();
		return (locks == LockedParts.DEFINITION && !this.locksTable) ? settings.definitionLockTimeout()
				: settings.retryTimeout();
	}

	private void limit(LockedParts locks) throws SQLException {
		Duration own = this.limits.own(this.connection);
		if (own == null || this.setsLimit) {
			return;
		}
		Duration wanted = this.limits.of(this.locksTable ? LockedParts.TABLE : locks, own);
		if (!wanted.equals((this.limit != null) ? this.limit : own)) {
			Rows.execute(this.connection, this.limits.waits().limiting(wanted, !this.connection.getAutoCommit()));
			this.limit = wanted;
		}
	}

	private BlockerWatch.Watched watch(LockedParts locks) throws SQLException {
		Duration half = this.limits.settings().lockTimeout().dividedBy(2);
		if (locks == LockedParts.DEFINITION && !this.locksTable) {
			long start = System.nanoTime();
			return this.limits.watch().watch(FIRST_LOOK, (blocking) -> {
				this.limits.state().waiting(text(blocking) + " to end");
				log("Changeset " + this.changeset + " waits for " + text(blocking)
						+ " to end. It lets others read and change the table meanwhile. Waited for "
						+ LockHolder.text(Duration.ofNanos(System.nanoTime() - start)) + ".");
			});
		}
		return this.limits.watch().watch((half.compareTo(FIRST_LOOK) < 0) ? half : FIRST_LOOK, (blocking) -> {
		});
	}

	private boolean isRepeatable(LockedParts locks, StatementExecution<?> execution) throws SQLException {
		if (!execution.isRepeatable()) {
			return false;
		}
		// Elsewhere a statement that defines something is committed by itself, and a
		// transaction may have lost its changes of rows.
		return this.atomic ? this.repeatable && this.sent.size() <= MOST_REPEATED
				: locks != LockedParts.ROWS || this.connection.getAutoCommit();
	}

	private void remember(String sql, LockedParts locks, StatementExecution<?> execution) {
		if (!this.atomic) {
			return;
		}
		if (ENDS_TRANSACTION.matcher(sql).lookingAt()) {
			this.repeatable = false;
			forgetLimit();
		}
		this.locksTable |= locks == LockedParts.TABLE;
		this.repeatable &= execution.isRepeatable();
		if (this.repeatable && this.sent.size() <= MOST_REPEATED) {
			this.sent.add(new Sent(locks, execution));
		}
	}

	private void pause(LockedParts locks, int attempt, Duration waited, SQLException failure) throws SQLException {
		Duration budget = budget(locks);
		if (waited.compareTo(budget) >= 0) {
			throw blocked("was given up after " + LockHolder.text(waited) + " and " + attempt
					+ ((attempt == 1) ? " attempt" : " attempts"), failure);
		}
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
	 * A statement of the transaction.
	 *
	 * @param locks what it locks
	 * @param execution sends it again
	 */
	private record Sent(LockedParts locks, StatementExecution<?> execution) {

	}

}
