package dev.migrate.risks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.change.Effect.Waiting;
import dev.migrate.dialect.Step;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;

/**
 * Asks the server for the mildest way to carry out each statement that it does not
 * refuse: at once; while others write; while others read. The server's number of a table
 * tells whether it is another one.
 */
final class MysqlProbe extends Probe {

	private final TestProduct product;

	MysqlProbe(TestProduct product) {
		this.product = product;
	}

	@Override
	TestDatabase create() {
		return this.product.create();
	}

	@Override
	int rows() {
		return 200;
	}

	@Override
	Observed run(Situation situation, List<Step> steps) throws SQLException {
		Observed observed = Observed.none();
		try (Connection connection = connect(situation.database()); Connection other = connect(situation.database())) {
			execute(other, "set innodb_lock_wait_timeout = 1");
			Second second = new Second(other, (ex) -> ex.getErrorCode() == 1205);
			for (Step step : steps) {
				String prepared = null;
				for (String sql : Situation.statements(step)) {
					if (sql.startsWith("set @migrate_sql")) {
						execute(connection, sql);
						prepared = text(connection, "select @migrate_sql");
					}
					else if (prepared == null) {
						run(connection, second, sql, observed);
					}
					else if (sql.startsWith("execute")) {
						run(connection, second, prepared, observed);
					}
					else if (sql.startsWith("deallocate")) {
						prepared = null;
					}
				}
			}
		}
		return observed;
	}

	private void run(Connection connection, Second second, String sql, Observed observed) throws SQLException {
		if (sql.startsWith("update")) {
			connection.setAutoCommit(false);
			execute(connection, sql);
			observed.add(Model.ITEM, false, true, second.waiting(Model.ITEM));
			connection.commit();
			connection.setAutoCommit(true);
			return;
		}
		if (sql.startsWith("drop index")) {
			Matcher drop = Pattern.compile("drop index (\\S+) on (\\S+)").matcher(sql);
			run(connection, second, drop.replaceFirst("alter table $2 drop index $1"), observed);
			return;
		}
		boolean index = sql.startsWith("create index") || sql.startsWith("create unique index");
		if (!sql.startsWith("alter table") && !index) {
			execute(connection, sql);
			return;
		}
		Map<Long, String> before = numbers(connection);
		Waiting waiting = carryOut(connection, sql, index ? " " : ", ");
		Map<Long, String> after = numbers(connection);
		for (Map.Entry<Long, String> table : before.entrySet()) {
			boolean rewritten = !after.containsKey(table.getKey());
			boolean altered = sql.contains("table " + table.getValue() + " ")
					|| sql.contains(" on " + table.getValue());
			observed.add(table.getValue(), rewritten, true, altered ? waiting : Waiting.NONE);
		}
	}

	private static Waiting carryOut(Connection connection, String sql, String separator) throws SQLException {
		if (separator.equals(", ") && isAccepted(connection, sql + ", algorithm=instant")) {
			return Waiting.NONE;
		}
		if (isAccepted(connection, sql + separator + "lock=none")) {
			return Waiting.NONE;
		}
		if (isAccepted(connection, sql + separator + "lock=shared")) {
			return Waiting.WRITERS;
		}
		execute(connection, sql);
		return sql.contains(" rename to ") ? Waiting.NONE : Waiting.ALL;
	}

	private static boolean isAccepted(Connection connection, String sql) throws SQLException {
		try {
			execute(connection, sql);
			return true;
		}
		catch (SQLException ex) {
			// Not supported, not supported for a reason, or not in this grammar.
			if (List.of(1064, 1221, 1845, 1846).contains(ex.getErrorCode())) {
				return false;
			}
			throw ex;
		}
	}

	private Map<Long, String> numbers(Connection connection) throws SQLException {
		Map<Long, String> numbers = new LinkedHashMap<>();
		try (Statement statement = connection.createStatement();
				ResultSet tables = statement.executeQuery("select table_id, substring_index(name, '/', -1) from "
						+ ((this.product == TestProduct.MYSQL) ? "information_schema.innodb_tables"
								: "information_schema.innodb_sys_tables")
						+ " where name like concat(database(), '/%')")) {
			while (tables.next()) {
				numbers.put(tables.getLong(1), tables.getString(2));
			}
		}
		return numbers;
	}

	private static String text(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
	}

}
