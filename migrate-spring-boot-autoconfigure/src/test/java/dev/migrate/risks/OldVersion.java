package dev.migrate.risks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.schema.Column;
import dev.migrate.schema.Table;

/**
 * The statements of a version of the application that knows the tables as they are before
 * a change, with the values and parameters that JDBC has for them.
 */
final class OldVersion {

	/**
	 * The number of the first row that a statement writes.
	 */
	private static final long NEW = 5_000_000;

	private final List<Statement> statements = new ArrayList<>();

	private final Map<String, String> refusals = new HashMap<>();

	private final Table table;

	private final RowsOfItem rows;

	OldVersion(Table table, RowsOfItem rows, List<Map<String, Object>> extremes) {
		this.table = table;
		this.rows = rows;
		List<Column> written = table.columns().stream().filter((column) -> !column.isGenerated()).toList();
		Map<String, Object> fresh = rows.row(NEW);
		add("insert after a version that leaves the id to the database", false, (connection) -> {
			long next = count(connection, "select max(id) from item") + 1;
			tolerantly(connection, insert(written.stream().filter((column) -> !is(column, "id")).toList(),
					rows.with(fresh, Map.of("u", "theirs"))));
			insert(written, rows.with(fresh, Map.of("id", next))).run(connection);
		});
		add("select", false, select("select " + names(table.columns()) + " from item where id = ?", 1L));
		add("insert all columns", false, insert(written, fresh));
		add("insert the required columns", false,
				insert(written.stream().filter((column) -> !column.nullable() && !column.isFilled()).toList(), fresh));
		add("insert without the id", false,
				insert(written.stream().filter((column) -> !is(column, "id")).toList(), fresh));
		for (Map<String, Object> extreme : extremes) {
			boolean key = extreme.containsKey(RowsOfItem.KEY);
			add("insert extreme " + extremes.indexOf(extreme), key, insert(written, extreme));
		}
		add("insert the id of a row", true, insert(written, rows.with(fresh, Map.of("id", 1L))));
		for (Column column : written) {
			String name = column.name().toLowerCase();
			if (!name.equals("id")) {
				add("update " + name, false,
						update("update item set " + name + " = ? where id = 1", name, fresh.get(name)));
				add("update " + name + " to null", false,
						update("update item set " + name + " = ? where id = 1", name, null));
			}
			add("compare " + name, false, select("select id from item where " + name + " = ?", fresh.get(name)));
		}
		add("delete", false, update("delete from item where id = ?", "id", 1L));
		add("delete a parent", true, update("delete from parent where id = ?", "id", 1L));
		add("insert a parent", false, update("insert into parent (id) values (?)", "id", 77L));
	}

	OldVersion and(String name, boolean key, Run run) {
		add(name, key, run);
		return this;
	}

	private void add(String name, boolean key, Run run) {
		this.statements.add(new Statement(name, key, run));
	}

	/**
	 * Find the statements that the database accepts. Nothing of them stays.
	 * @param connection the connection
	 * @return their names
	 * @throws SQLException if the connection fails
	 */
	Set<String> accepted(Connection connection) throws SQLException {
		Set<String> accepted = new LinkedHashSet<>();
		connection.setAutoCommit(false);
		try {
			for (Statement statement : this.statements) {
				try {
					statement.run().run(connection);
					accepted.add(statement.name());
				}
				catch (SQLException ex) {
					this.refusals.put(statement.name(), ex.getMessage());
				}
				finally {
					connection.rollback();
				}
			}
		}
		finally {
			connection.setAutoCommit(true);
		}
		return accepted;
	}

	/**
	 * Find the statements whose outcome a change has changed to the disadvantage of the
	 * version.
	 * @param before the statements that were accepted before
	 * @param after the statements that are accepted now
	 * @return their names: those that fail now, and those that a key refused
	 */
	List<String> broken(Set<String> before, Set<String> after) {
		List<String> broken = new ArrayList<>();
		for (Statement statement : this.statements) {
			if (before.contains(statement.name()) && !after.contains(statement.name())) {
				broken.add(statement.name() + " fails: " + this.refusals.get(statement.name()));
			}
			if (statement.key() && !before.contains(statement.name()) && after.contains(statement.name())) {
				broken.add(statement.name() + " is no longer refused");
			}
		}
		return broken;
	}

	private Run insert(List<Column> columns, Map<String, Object> row) {
		String sql = "insert into item (" + names(columns) + ") values ("
				+ columns.stream().map((column) -> "?").collect(Collectors.joining(", ")) + ")";
		return (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				for (int i = 0; i < columns.size(); i++) {
					String name = columns.get(i).name().toLowerCase();
					this.rows.bind(statement, i + 1, name, row.get(name));
				}
				statement.executeUpdate();
			}
		};
	}

	private Run update(String sql, String column, Object value) {
		return (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				this.rows.bind(statement, 1, column, value);
				statement.executeUpdate();
			}
		};
	}

	private Run select(String sql, Object value) {
		return (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				this.rows.bind(statement, 1, "id", value);
				try (ResultSet found = statement.executeQuery()) {
					while (found.next()) {
						if (sql.contains(" a,")) {
							this.rows.read(found, this.table.columns());
						}
					}
				}
			}
		};
	}

	private static void tolerantly(Connection connection, Run run) throws SQLException {
		Savepoint savepoint = connection.setSavepoint();
		try {
			run.run(connection);
		}
		catch (SQLException ex) {
			connection.rollback(savepoint);
		}
	}

	private static long count(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql);
				ResultSet result = statement.executeQuery()) {
			result.next();
			return result.getLong(1);
		}
	}

	private static boolean is(Column column, String name) {
		return column.name().equalsIgnoreCase(name);
	}

	private static String names(List<Column> columns) {
		return columns.stream().map((column) -> column.name().toLowerCase()).collect(Collectors.joining(", "));
	}

	/**
	 * What is done with a connection.
	 */
	@FunctionalInterface
	interface Run {

		void run(Connection connection) throws SQLException;

	}

	/**
	 * A statement.
	 *
	 * @param name its name
	 * @param key whether a version may rely on a key that refuses it
	 * @param run runs it
	 */
	private record Statement(String name, boolean key, Run run) {

	}

}
