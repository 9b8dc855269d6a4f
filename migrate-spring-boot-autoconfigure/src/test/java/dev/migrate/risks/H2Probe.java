package dev.migrate.risks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import dev.migrate.change.Effect.Waiting;
import dev.migrate.dialect.Step;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.h2.api.DatabaseEventListener;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.table.Table;

/**
 * Listens to the progress that the product reports while it reads the rows of a table,
 * and lets a second session read and write meanwhile. The number of a table tells whether
 * it is another one.
 */
final class H2Probe extends Probe {

	/**
	 * A query by which the product itself looks for rows.
	 */
	private static final Pattern QUERY = Pattern.compile("SELECT\\s.*\\sFROM\\s", Pattern.DOTALL);

	@Override
	TestDatabase create() {
		return TestDatabases.h2(";DATABASE_EVENT_LISTENER='" + Listener.class.getName() + "'");
	}

	@Override
	int rows() {
		return 2000;
	}

	@Override
	Observed run(Situation situation, List<Step> steps) throws SQLException {
		Observed observed = Observed.none();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		// A list in a check is not evaluated any more once the session that has added it
		// is closed, so the connection comes from the pool and stays open.
		try (Connection connection = situation.database().connect(); Connection other = connect(situation.database())) {
			execute(other, "set lock_timeout 30");
			Second second = new Second(other, (ex) -> ex.getErrorCode() == 50200);
			for (Step step : steps) {
				for (String sql : Situation.statements(step)) {
					int item = number(connection, "ITEM");
					int parent = number(connection, "PARENT");
					Meanwhile meanwhile = new Meanwhile(executor, second);
					Listener.current = meanwhile;
					try {
						execute(connection, sql);
					}
					finally {
						Listener.current = null;
					}
					boolean growing = meanwhile.item != null;
					observed.add(Model.ITEM, isAnother(item, number(connection, "ITEM")), growing,
							growing ? meanwhile.item : Waiting.NONE);
					if (meanwhile.written && !exists(connection)) {
						observed.forget(Model.ITEM);
					}
					observed.add(Model.PARENT, isAnother(parent, number(connection, "PARENT")), growing,
							growing ? meanwhile.parent : Waiting.NONE);
				}
			}
		}
		finally {
			executor.shutdownNow();
		}
		return observed;
	}

	private static boolean exists(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select id from item where u = 'meanwhile'")) {
			return row.next();
		}
	}

	private static boolean isAnother(int before, int after) {
		return before != 0 && after != 0 && before != after;
	}

	private static int number(Connection connection, String name) throws SQLException {
		SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
		Table table = session.getDatabase().getMainSchema().findTableOrView(session, name);
		return (table != null) ? table.getId() : 0;
	}

	/**
	 * What a second session does when the rows of a table are read.
	 */
	private static final class Meanwhile {

		private final Thread thread = Thread.currentThread();

		private final ExecutorService executor;

		private final Second second;

		private final Set<String> asked = new HashSet<>();

		private boolean written;

		private Waiting item;

		private Waiting parent;

		Meanwhile(ExecutorService executor, Second second) {
			this.executor = executor;
			this.second = second;
		}

		void progress(int state, String name, long done) {
			if (Thread.currentThread() != this.thread || this.asked.size() > 3) {
				return;
			}
			boolean reads = (state == DatabaseEventListener.STATE_CREATE_INDEX && done > 0)
					|| (state == DatabaseEventListener.STATE_STATEMENT_PROGRESS
							&& (done > 100 || QUERY.matcher(name).lookingAt()));
			if (reads && this.asked.add(state + name)) {
				this.item = later(this.item, ask(Model.ITEM));
				this.parent = later(this.parent, ask(Model.PARENT));
				this.written |= ask(
						() -> this.second.writes("insert into item (id, u, r) values (9000009, 'meanwhile', 1)"),
						false);
			}
		}

		private static Waiting later(Waiting one, Waiting other) {
			return (one != null && one.compareTo(other) > 0) ? one : other;
		}

		private Waiting ask(String table) {
			return ask(() -> this.second.waiting(table), Waiting.ALL);
		}

		private <T> T ask(Callable<T> question, T silence) {
			Future<T> answer = this.executor.submit(question);
			try {
				return answer.get(3, TimeUnit.SECONDS);
			}
			catch (TimeoutException ex) {
				return silence;
			}
			catch (InterruptedException | ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * Listens to one database.
	 */
	public static final class Listener implements DatabaseEventListener {

		private static volatile Meanwhile current;

		@Override
		public void setProgress(int state, String name, long done, long all) {
			Meanwhile meanwhile = current;
			if (meanwhile != null) {
				meanwhile.progress(state, name, done);
			}
		}

	}

}
