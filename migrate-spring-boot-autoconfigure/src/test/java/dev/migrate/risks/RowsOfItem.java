package dev.migrate.risks;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.migrate.schema.Column;
import dev.migrate.schema.Table;

/**
 * Rows of the table item. Column names are in lower case.
 *
 * @param texts the values of the column that is a text
 * @param more the values of further columns
 * @param exact values of one row that a narrower type may round
 */
record RowsOfItem(List<String> texts, Map<String, List<?>> more, Map<String, Object> exact) {

	/**
	 * A mark in a row that a key may refuse.
	 */
	static final String KEY = "(key)";

	static final int PARENTS = 3;

	Map<String, Object> row(long id) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("id", id);
		String text = this.texts.get((int) (id % this.texts.size()));
		row.put("a", text.isEmpty() ? null : text);
		row.put("u", "u" + id);
		row.put("n", (int) (id % 100));
		row.put("r", (int) (id % 50));
		row.put("d", BigDecimal.valueOf(id % 1000));
		row.put("f", (double) (id % 1000));
		row.put("ts", Timestamp.valueOf("2024-01-%02d 00:00:00".formatted(1 + id % 28)));
		row.put("b", id % 2 == 0);
		row.put("parent_id", 1 + id % PARENTS);
		this.more.forEach((name, values) -> row.put(name, values.get((int) (id % values.size()))));
		return row;
	}

	Map<String, Object> with(Map<String, Object> row, Map<String, ?> values) {
		Map<String, Object> result = new LinkedHashMap<>(row);
		result.putAll(values);
		return result;
	}

	/**
	 * Return rows with values that are as long, great or exact as their types allow, that
	 * are missing, or that other rows have too.
	 * @param id the id of the first
	 * @return the rows
	 */
	List<Map<String, Object>> extremes(long id) {
		List<Map<String, Object>> rows = new ArrayList<>();
		Map<String, Object> nulls = row(id);
		List.of("a", "n", "d", "f", "ts", "b", "parent_id").forEach((name) -> nulls.put(name, null));
		rows.add(nulls);
		rows.add(with(row(id + 1), Map.of("a", "x".repeat(100), "n", Integer.MAX_VALUE, "r", Integer.MIN_VALUE, "d",
				new BigDecimal("99999999.99"), "f", 1e200, "ts", Timestamp.valueOf("2024-12-31 23:59:59.123456"))));
		rows.add(with(row(id + 2), Map.of("u", "u1", KEY, true)));
		rows.add(with(row(id + 3), Map.of("u", "u1", "r", 1, KEY, true)));
		rows.add(with(row(id + 4), Map.of("parent_id", 999L, KEY, true)));
		rows.add(with(row(id + 5), Map.of("a", "x".repeat(60))));
		rows.add(with(row(id + 6), Map.of("u", "y".repeat(50))));
		rows.add(with(row(1), Map.of("u", "z", KEY, true)));
		rows.add(with(row(id + 8), Map.of("a", "C", "n", 700)));
		rows.add(with(row(id + 10), Map.of("parent_id", 5_000_000_000L, KEY, true)));
		if (this.more.containsKey("e")) {
			rows.add(with(row(id + 9), Map.of("e", new StringBuilder("C"))));
		}
		return rows;
	}

	/**
	 * Return a row with values that a narrower type would round.
	 * @param id the id
	 * @return the row
	 */
	Map<String, Object> exact(long id) {
		return with(with(row(id), Map.of("d", new BigDecimal("1.55"), "f", 1.23456789012, "ts",
				Timestamp.valueOf("2024-02-03 04:05:06.123456"))), this.exact);
	}

	/**
	 * Insert rows, as far as the table accepts them.
	 * @param connection the connection
	 * @param table the table
	 * @param rows the rows
	 * @throws SQLException if the connection fails
	 */
	void insert(Connection connection, Table table, List<Map<String, Object>> rows) throws SQLException {
		List<Column> columns = table.columns().stream().filter((column) -> !column.isGenerated()).toList();
		String sql = "insert into item ("
				+ columns.stream().map((column) -> column.name().toLowerCase()).collect(Collectors.joining(", "))
				+ ") values (" + columns.stream().map((column) -> "?").collect(Collectors.joining(", ")) + ")";
		if (rows.isEmpty()) {
			return;
		}
		connection.setAutoCommit(false);
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (Map<String, Object> row : rows) {
				for (int i = 0; i < columns.size(); i++) {
					String name = columns.get(i).name().toLowerCase();
					bind(statement, i + 1, name, row.get(name));
				}
				statement.addBatch();
			}
			statement.executeBatch();
			connection.commit();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	void bind(PreparedStatement statement, int index, String column, Object value) throws SQLException {
		if (value == null) {
			statement.setNull(index, switch (column) {
				case "a", "u" -> Types.VARCHAR;
				case "n", "r" -> Types.INTEGER;
				case "d" -> Types.NUMERIC;
				case "f" -> Types.DOUBLE;
				case "ts" -> Types.TIMESTAMP;
				case "b" -> Types.BOOLEAN;
				case "id", "parent_id" -> Types.BIGINT;
				default -> Types.VARCHAR;
			});
		}
		else if (value instanceof Boolean truth) {
			statement.setBoolean(index, truth);
		}
		else if (value instanceof Integer number) {
			statement.setInt(index, number);
		}
		else if (value instanceof Long number) {
			statement.setLong(index, number);
		}
		else if (value instanceof Double number) {
			statement.setDouble(index, number);
		}
		else if (value instanceof BigDecimal number) {
			statement.setBigDecimal(index, number);
		}
		else if (value instanceof Timestamp time) {
			statement.setTimestamp(index, time);
		}
		else if (value instanceof String text) {
			statement.setString(index, text);
		}
		else {
			statement.setObject(index, value.toString(), Types.OTHER);
		}
	}

	/**
	 * Read a row as a version does that knows the columns.
	 * @param row the row
	 * @param columns the columns
	 * @return the values by the names of the columns
	 * @throws SQLException if a column is not there or has another kind of value
	 */
	Map<String, Object> read(ResultSet row, List<Column> columns) throws SQLException {
		Map<String, Object> values = new TreeMap<>();
		for (Column column : columns) {
			String name = column.name().toLowerCase();
			Object value = switch (name) {
				case "n", "r" -> row.getInt(name);
				case "id", "parent_id" -> row.getLong(name);
				case "d" -> row.getBigDecimal(name);
				case "f" -> row.getDouble(name);
				case "ts" -> row.getTimestamp(name);
				case "b" -> row.getBoolean(name);
				default -> row.getString(name);
			};
			values.put(name, row.wasNull() ? null : normal(value));
		}
		return values;
	}

	private static Object normal(Object value) {
		return (value instanceof BigDecimal number) ? number.stripTrailingZeros().toPlainString() : value;
	}

}
