package dev.migrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.migrate.dialect.BlockingSession;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Rows;
import dev.migrate.run.lock.LockSettings;
import liquibase.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sessions that a statement of a run waits for, while it waits: afterwards the
 * database does not know them any more.
 * <p>
 * The connection for it is opened beside the pool, by the first statement that takes
 * long.
 */
final class BlockerWatch implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

	private final Dialect dialect;

	private final Connection run;

	private final LockSettings.Connections connections;

	private @Nullable ScheduledThreadPoolExecutor executor;

	private @Nullable Connection connection;

	private volatile @Nullable String session;

	private volatile boolean impossible;

	BlockerWatch(Dialect dialect, Connection run, LockSettings.Connections connections) {
		this.dialect = dialect;
		this.run = run;
		this.connections = connections;
	}

	/**
	 * Watch a statement that the run is about to send.
	 * @param first how long it may run before it is looked at, at first; the looks become
	 * rarer up to one a minute
	 * @param notice is told of the sessions that the statement waits for, each time, by
	 * another thread
	 * @return the watched statement, which the caller closes
	 * @throws SQLException if the session of the run cannot be identified
	 */
	Watched watch(Duration first, Consumer<List<BlockingSession>> notice) throws SQLException {
		Watched watched = new Watched(notice, first);
		Optional<String> query = this.dialect.inspection().sessionQuery();
		if (this.impossible || query.isEmpty()) {
			return watched;
		}
		if (this.session == null) {
			this.session = Rows.first(this.run, query.get());
		}
		if (this.executor == null) {
			this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
				Thread thread = new Thread(task, "migrate-watch");
				thread.setDaemon(true);
				return thread;
			});
			this.executor.setRemoveOnCancelPolicy(true);
			this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		}
		watched.scheduleOn(this.executor);
		return watched;
	}

	private List<BlockingSession> look() {
		String waiting = this.session;
		if (this.impossible || waiting == null) {
			return List.of();
		}
		try {
			if (this.connection == null) {
				this.connection = this.connections.open().orElse(null);
			}
			// Opening it may have taken longer than the run.
			if (this.impossible) {
				closeConnection();
			}
			if (this.connection != null) {
				return this.dialect.lockWaits().blocking(this.connection, waiting);
			}
		}
		catch (SQLException ex) {
			Scope.getCurrentScope()
				.getLog(getClass())
				.fine("The sessions that a statement waits for are not shown: " + ex.getMessage());
		}
		this.impossible = true;
		return List.of();
	}

	@Override
	public void close() {
		ScheduledThreadPoolExecutor ending = this.executor;
		if (ending == null) {
			return;
		}
		this.executor = null;
		this.impossible = true;
		ending.execute(this::closeConnection);
		ending.shutdown();
		try {
			if (!ending.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				ending.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void closeConnection() {
		this.impossible = true;
		try (Connection ending = this.connection) {
			this.connection = null;
		}
		catch (SQLException ex) {
			Scope.getCurrentScope().getLog(getClass()).fine("The connection of the watch could not be closed", ex);
		}
	}

	/**
	 * A statement that is watched.
	 */
	final class Watched implements AutoCloseable {

		private final Consumer<List<BlockingSession>> notice;

		private Duration pause;

		private volatile List<BlockingSession> blocking = List.of();

		private @Nullable ScheduledFuture<?> next;

		private boolean closed;

		private Watched(Consumer<List<BlockingSession>> notice, Duration first) {
			this.notice = notice;
			this.pause = first;
		}

		private synchronized void scheduleOn(ScheduledThreadPoolExecutor executor) {
			if (!this.closed && !executor.isShutdown()) {
				this.next = executor.schedule(() -> {
					List<BlockingSession> found = look();
					if (!found.isEmpty()) {
						tell(found);
					}
					this.pause = this.pause.multipliedBy(2);
					this.pause = (this.pause.compareTo(LONGEST_SILENCE) > 0) ? LONGEST_SILENCE : this.pause;
					scheduleOn(executor);
				}, this.pause.toMillis(), TimeUnit.MILLISECONDS);
			}
		}

		private synchronized void tell(List<BlockingSession> found) {
			if (!this.closed) {
				this.blocking = found;
				this.notice.accept(found);
			}
		}

		/**
		 * Return the sessions that the statement has waited for when it was looked at
		 * last.
		 * @return the sessions, the oldest transaction first; none if it has not waited,
		 * or not for long
		 */
		List<BlockingSession> blocking() {
			return this.blocking;
		}

		@Override
		public synchronized void close() {
			this.closed = true;
			if (this.next != null) {
				this.next.cancel(false);
			}
		}

	}

}
