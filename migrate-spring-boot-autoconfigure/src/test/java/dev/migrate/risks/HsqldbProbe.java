package dev.migrate.risks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.migrate.change.Effect.Waiting;
import dev.migrate.dialect.Step;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.hsqldb.Session;
import org.hsqldb.Table;
import org.hsqldb.jdbc.JDBCConnection;

/**
 * Measures how long a statement takes, and whether a second session has read or written
 * anything in the middle of that time. The store of a table tells whether it is another
 * one.
 */
final class HsqldbProbe extends Probe {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	/**
	 * A part of the time that reading the table takes, below which a statement does not
	 * depend on its size. Statements that do not read rows take up to an eighth of it,
	 * the others at least a fifth.
	 */
	private static final int PART = 6;

	@Override
	TestDatabase create() {
		return TestDatabases.hsqldb();
	}

	@Override
	int rows() {
		return 40_000;
	}

	@Override
	Observed run(Situation situation, List<Step> steps) throws SQLException {
		Observed observed = Observed.none();
		try (Connection connection = connect(situation.database());
				Connection reading = connect(situation.database());
				Connection writing = connect(situation.database())) {
			long shortest = reading(connection) / PART;
			for (Step step : steps) {
				for (String sql : Situation.statements(step)) {
					Object item = store(connection, "ITEM");
					Object parent = store(connection, "PARENT");
					long[] took = new long[1];
					Waiting waiting = run(connection, reading, writing, sql, took);
					boolean growing = took[0] > shortest;
					observed.add(Model.ITEM, isAnother(item, store(connection, "ITEM")), growing, waiting);
					observed.add(Model.PARENT, isAnother(parent, store(connection, "PARENT")), growing, waiting);
				}
			}
		}
		return observed;
	}

	// The machine and the compiler make all statements slower or faster alike.
	private static long reading(Connection connection) throws SQLException {
		// Rows that lie together are read several times as fast as others.
		System.gc();
		long fastest = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			long begin = THREADS.getCurrentThreadCpuTime();
			execute(connection, "select count(*) from item where r < 0");
			fastest = Math.min(fastest, THREADS.getCurrentThreadCpuTime() - begin);
		}
		return fastest;
	}

	private static Waiting run(Connection connection, Connection reading, Connection writing, String sql, long[] took)
			throws SQLException {
		Loop reads = new Loop(reading, "select id from item where id = 1");
		Loop writes = new Loop(writing, "update item set r = r where id = 2");
		reads.start();
		writes.start();
		try {
			reads.awaitFirst();
			writes.awaitFirst();
			long start = System.nanoTime();
			long begin = THREADS.getCurrentThreadCpuTime();
			execute(connection, sql);
			long end = System.nanoTime();
			// The time of the processor, since the statement may wait before it begins.
			took[0] = THREADS.getCurrentThreadCpuTime() - begin;
			boolean read = reads.longestPause(start, end) < took[0] * 2 / 3;
			boolean written = writes.longestPause(start, end) < took[0] * 2 / 3;
			return read ? (written ? Waiting.NONE : Waiting.WRITERS) : Waiting.ALL;
		}
		finally {
			reads.end();
			writes.end();
		}
	}

	private static boolean isAnother(Object before, Object after) {
		return before != null && after != null && before != after;
	}

	private static Object store(Connection connection, String name) throws SQLException {
		Session session = (Session) connection.unwrap(JDBCConnection.class).getSession();
		Table table = session.getDatabase().schemaManager.findUserTable(name, "PUBLIC");
		return (table != null) ? table.getRowStore(session) : null;
	}

	/**
	 * Runs a statement again and again.
	 */
	private static final class Loop extends Thread {

		private static final long PAUSE = 100_000;

		private final Connection connection;

		private final String sql;

		private final AtomicBoolean ended = new AtomicBoolean();

		private final AtomicBoolean failed = new AtomicBoolean();

		private final AtomicLong completions = new AtomicLong();

		private final long[] times = new long[1_000_000];

		Loop(Connection connection, String sql) {
			this.connection = connection;
			this.sql = sql;
		}

		@Override
		public void run() {
			while (!this.ended.get() && !this.failed.get()) {
				try {
					execute(this.connection, this.sql);
					this.times[(int) this.completions.get()] = System.nanoTime();
					this.completions.incrementAndGet();
				}
				catch (SQLException ex) {
					// The table is no longer there.
					this.failed.set(true);
				}
				LockSupport.parkNanos(PAUSE);
			}
		}

		void awaitFirst() {
			while (this.completions.get() == 0) {
				Thread.onSpinWait();
			}
		}

		/**
		 * Return the longest time without a completion while another statement was run.
		 * @param from when that began
		 * @param to when that ended
		 * @return the time in nanoseconds
		 */
		long longestPause(long from, long to) {
			long last = this.completions.get();
			while (this.completions.get() < last + 2 && !this.failed.get()) {
				Thread.onSpinWait();
			}
			long longest = 0;
			for (int i = 1; i < this.completions.get(); i++) {
				if (this.times[i] > from && this.times[i - 1] < to) {
					longest = Math.max(longest, this.times[i] - this.times[i - 1]);
				}
			}
			return this.failed.get() ? Long.MAX_VALUE : longest;
		}

		void end() {
			this.ended.set(true);
			try {
				join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
