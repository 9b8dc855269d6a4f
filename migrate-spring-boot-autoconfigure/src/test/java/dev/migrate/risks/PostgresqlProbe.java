package dev.migrate.risks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.dialect.Step;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;

/**
 * Runs each step in a transaction. Before that commits, the server tells whether a table
 * has another file, and how many rows the transaction has read; a second session reads
 * and writes.
 */
final class PostgresqlProbe extends Probe {

	private static final String FACTS = """
			select relfilenode, pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_tuples_fetched(oid)
			from pg_class where oid = ?""";

	@Override
	TestDatabase create() {
		return TestDatabases.postgresql();
	}

	@Override
	int rows() {
		return 200;
	}

	@Override
	Observed run(Situation situation, List<Step> steps) throws SQLException {
		Observed observed = Observed.none();
		try (Connection connection = connect(situation.database()); Connection other = connect(situation.database())) {
			// In UTC, a timestamp is the same with a zone as without one.
			execute(connection, "set time zone 'Europe/Berlin'");
			execute(other, "set lock_timeout = '30ms'");
			Second second = new Second(other, (ex) -> "55P03".equals(ex.getSQLState()));
			Map<String, Long> tables = new LinkedHashMap<>();
			tables.put(Model.ITEM, number(connection, "select 'item'::regclass::oid"));
			tables.put(Model.PARENT, number(connection, "select 'parent'::regclass::oid"));
			connection.setAutoCommit(false);
			for (Step step : steps) {
				Map<String, long[]> before = facts(connection, tables);
				connection.commit();
				for (String sql : Situation.statements(step)) {
					execute(connection, sql);
				}
				Map<String, long[]> after = facts(connection, tables);
				boolean growing = after.keySet()
					.stream()
					.anyMatch((table) -> after.get(table)[1] - before.get(table)[1] >= rows());
				for (String table : tables.keySet()) {
					boolean rewritten = after.containsKey(table) && before.containsKey(table)
							&& after.get(table)[0] != before.get(table)[0];
					observed.add(table, rewritten, growing, second.waiting(table));
				}
				connection.commit();
			}
			connection.setAutoCommit(true);
		}
		return observed;
	}

	private static Map<String, long[]> facts(Connection connection, Map<String, Long> tables) throws SQLException {
		Map<String, long[]> facts = new LinkedHashMap<>();
		for (Map.Entry<String, Long> table : tables.entrySet()) {
			try (PreparedStatement statement = connection.prepareStatement(FACTS)) {
				statement.setLong(1, table.getValue());
				try (ResultSet result = statement.executeQuery()) {
					if (result.next()) {
						facts.put(table.getKey(), new long[] { result.getLong(1), result.getLong(2) });
					}
				}
			}
		}
		return facts;
	}

	static long number(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql);
				ResultSet result = statement.executeQuery()) {
			result.next();
			return result.getLong(1);
		}
	}

}
