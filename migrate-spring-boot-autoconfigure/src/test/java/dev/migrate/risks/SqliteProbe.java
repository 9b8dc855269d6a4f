package dev.migrate.risks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.migrate.change.Effect.Waiting;
import dev.migrate.dialect.Step;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.sqlite.ProgressHandler;

/**
 * Runs each step in a transaction. Before that commits, the schema tells whether a table
 * has another root page; a second session reads and writes. The instructions of the
 * product's virtual machine are counted. A small cache stands for a big table: what does
 * not fit into it is written while the transaction is open.
 */
final class SqliteProbe extends Probe {

	private static final int INSTRUCTIONS = 100;

	@Override
	TestDatabase create() {
		return TestDatabases.sqlite("?synchronous=OFF&journal_mode=MEMORY&foreign_keys=true");
	}

	@Override
	int rows() {
		return 1000;
	}

	@Override
	Observed run(Situation situation, List<Step> steps) throws SQLException {
		Observed observed = Observed.none();
		AtomicInteger work = new AtomicInteger();
		try (Connection connection = DriverManager.getConnection(situation.database().url());
				Connection other = DriverManager.getConnection(situation.database().url())) {
			execute(connection, "pragma cache_size = 10");
			execute(other, "pragma busy_timeout = 20");
			Second second = new Second(other, (ex) -> ex.getErrorCode() == 5 || ex.getErrorCode() == 6);
			ProgressHandler.setHandler(connection, INSTRUCTIONS, new ProgressHandler() {

				@Override
				protected int progress() {
					work.incrementAndGet();
					return 0;
				}

			});
			for (Step step : steps) {
				Map<String, Integer> before = roots(connection);
				work.set(0);
				List<String> statements = new ArrayList<>(Situation.statements(step));
				int commit = statements.indexOf("commit");
				List<String> last = (commit < 0) ? List.of("commit")
						: List.copyOf(statements.subList(commit, statements.size()));
				if (commit < 0) {
					statements.add(0, "begin");
				}
				else {
					statements.subList(commit, statements.size()).clear();
				}
				for (String sql : statements) {
					execute(connection, sql);
				}
				boolean growing = work.get() * INSTRUCTIONS > rows();
				Map<String, Integer> after = roots(connection);
				for (String table : List.of(Model.ITEM, Model.PARENT)) {
					boolean rewritten = after.containsKey(table) && !after.get(table).equals(before.get(table));
					observed.add(table, rewritten, growing,
							after.containsKey(table) ? second.waiting(table) : Waiting.NONE);
				}
				for (String sql : last) {
					execute(connection, sql);
				}
			}
			ProgressHandler.clearHandler(connection);
		}
		return observed;
	}

	private static Map<String, Integer> roots(Connection connection) throws SQLException {
		Map<String, Integer> roots = new LinkedHashMap<>();
		try (Statement statement = connection.createStatement();
				ResultSet tables = statement
					.executeQuery("select name, rootpage from sqlite_master where type = 'table'")) {
			while (tables.next()) {
				roots.put(tables.getString(1), tables.getInt(2));
			}
		}
		return roots;
	}

}
