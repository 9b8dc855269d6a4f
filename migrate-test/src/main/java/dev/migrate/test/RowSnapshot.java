package dev.migrate.test;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The rows of all tables of a database.
 *
 * @param tables the rows by table, each with its values by column
 */
record RowSnapshot(Map<QualifiedName, List<Map<String, @Nullable String>>> tables) {

	/**
	 * Read the rows of a database.
	 * @param dataSource the database
	 * @param schema its schema
	 * @return the rows
	 */
	static RowSnapshot of(DataSource dataSource, Schema schema) {
		try (Connection connection = dataSource.getConnection()) {
			Map<QualifiedName, List<Map<String, @Nullable String>>> tables = new LinkedHashMap<>();
			for (Table table : schema.tables()) {
				tables.put(table.name(), read(connection, table));
			}
			return new RowSnapshot(tables);
		}
		catch (SQLException ex) {
			throw new DataAccessResourceFailureException("The rows of the scratch database cannot be read", ex);
		}
	}

	private static List<Map<String, @Nullable String>> read(Connection connection, Table table) throws SQLException {
		String quote = connection.getMetaData().getIdentifierQuoteString();
		String columns = table.columns()
			.stream()
			.map((column) -> quoted(column.name(), quote))
			.collect(Collectors.joining(", "));
		String schema = table.name().schema();
		String name = ((schema != null) ? quoted(schema, quote) + "." : "") + quoted(table.name().name(), quote);
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select " + columns + " from " + name)) {
			List<Map<String, @Nullable String>> read = new ArrayList<>();
			while (rows.next()) {
				Map<String, @Nullable String> row = new LinkedHashMap<>();
				for (Column column : table.columns()) {
					row.put(column.name(), text(rows.getObject(row.size() + 1)));
				}
				read.add(row);
			}
			return read;
		}
	}

	private static String quoted(String name, String quote) {
		return quote + name.replace(quote, quote + quote) + quote;
	}

	// Another type of a number is no other value.
	private static @Nullable String text(@Nullable Object value) throws SQLException {
		if (value instanceof Boolean bool) {
			return bool ? "1" : "0";
		}
		if (value instanceof Number number) {
			return number(number.toString());
		}
		if (value instanceof byte[] bytes) {
			return HexFormat.of().formatHex(bytes);
		}
		if (value instanceof Blob blob) {
			return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
		}
		if (value instanceof Clob clob) {
			return clob.getSubString(1, (int) clob.length());
		}
		if (value instanceof SQLXML xml) {
			return xml.getString();
		}
		if (value instanceof Array array) {
			return text(array.getArray());
		}
		if (value instanceof Object[] elements) {
			List<@Nullable String> texts = new ArrayList<>();
			for (Object element : elements) {
				texts.add(text(element));
			}
			return texts.toString();
		}
		return (value != null) ? value.toString() : null;
	}

	private static String number(String text) {
		try {
			BigDecimal decimal = new BigDecimal(text);
			return ((decimal.signum() == 0) ? BigDecimal.ZERO : decimal.stripTrailingZeros()).toPlainString();
		}
		catch (NumberFormatException ex) {
			// It is infinite, or not a number.
			return text;
		}
	}

	/**
	 * Describe the values that are no longer there.
	 * @param after the rows afterwards
	 * @param lost the tables and columns, as {@code table} or {@code table.column}, whose
	 * values may be lost
	 * @return one sentence for each table or column that lost values
	 */
	List<String> lostIn(RowSnapshot after, Predicate<String> lost) {
		List<String> problems = new ArrayList<>();
		this.tables.forEach((table, rows) -> {
			List<Map<String, @Nullable String>> rowsAfter = after.tables().get(table);
			if (rows.isEmpty() || lost.test(table.toString())) {
				return;
			}
			if (rowsAfter == null) {
				problems.add("The table " + table + " is gone, with " + count(rows.size()) + ".");
				return;
			}
			problems.addAll(lost(table, rows, rowsAfter, lost));
		});
		return problems;
	}

	private static List<String> lost(QualifiedName table, List<Map<String, @Nullable String>> rows,
			List<Map<String, @Nullable String>> rowsAfter, Predicate<String> lost) {
		List<String> problems = new ArrayList<>();
		List<String> columns = rows.get(0)
			.keySet()
			.stream()
			.filter((column) -> !lost.test(table + "." + column))
			.toList();
		List<String> kept = columns.stream()
			.filter((column) -> rowsAfter.isEmpty() || rowsAfter.get(0).containsKey(column))
			.toList();
		columns.stream()
			.filter((column) -> !kept.contains(column))
			.filter((column) -> rows.stream().anyMatch((row) -> row.get(column) != null))
			.forEach((column) -> problems.add("The column " + table + "." + column + " is gone, with its values."));
		List<Map<String, @Nullable String>> missing = only(rows, kept);
		only(rowsAfter, kept).forEach(missing::remove);
		if (!missing.isEmpty()) {
			problems.add("The table " + table + " has lost " + count(missing.size()) + ", for example " + missing.get(0)
					+ ".");
		}
		return problems;
	}

	private static List<Map<String, @Nullable String>> only(List<Map<String, @Nullable String>> rows,
			List<String> columns) {
		return rows.stream().map((row) -> {
			Map<String, @Nullable String> some = new LinkedHashMap<>(row);
			some.keySet().retainAll(columns);
			return some;
		}).collect(Collectors.toCollection(ArrayList::new));
	}

	private static String count(int rows) {
		return rows + ((rows == 1) ? " row" : " rows");
	}

}
