package dev.migrate.laws.rows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.migrate.database.CurrentSchema;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.schema.Column;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The values of all rows of a database, in a form that does not depend on their types.
 *
 * @param tables the rows by the name of their table, each with its values by column
 */
public record Contents(Map<String, List<Map<String, String>>> tables) {

	static final List<String> HISTORY = List.of("DATABASECHANGELOG", "DATABASECHANGELOGLOCK");

	/**
	 * Read all rows, without the values of generated columns.
	 * @param database the database
	 * @param desired the schema of the entities, for the names of its other schemas
	 * @return the rows
	 */
	public static Contents of(TestDatabase database, Schema desired) {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			CurrentSchema current = read(connection, desired);
			Map<String, List<Map<String, String>>> tables = new TreeMap<>();
			for (Table table : current.schema().tables()) {
				String name = current.dialect().ddl().identifiers().of(table.name());
				try (ResultSet rows = statement.executeQuery("select * from " + name)) {
					tables.put(table.name().toString(), rows(rows, table));
				}
			}
			return new Contents(tables);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	/**
	 * Read the current schema, without the tables of the history.
	 * @param database the database
	 * @param desired the schema of the entities, for the names of its other schemas
	 * @return the current schema
	 */
	public static CurrentSchema current(TestDatabase database, Schema desired) {
		try (Connection connection = database.connect()) {
			return read(connection, desired);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	static CurrentSchema read(Connection connection, Schema desired) throws SQLException {
		return new DatabaseSchemaReader("", HISTORY).read(connection, desired);
	}

	/**
	 * Return the number of values.
	 * @return the number of values in all rows
	 */
	public int size() {
		return this.tables.values().stream().flatMap(List::stream).mapToInt(Map::size).sum();
	}

	/**
	 * Assert that other contents have all these values, except for those of tables and
	 * columns that a change has declared lost.
	 * @param after the later contents
	 * @param lost the names of tables, and of columns with their tables, in lower case
	 */
	public void assertKept(Contents after, Set<String> lost) {
		this.tables.forEach((table, rows) -> {
			if (lost.contains(table.toLowerCase())) {
				return;
			}
			assertThat(after.tables).as("tables").containsKey(table);
			Set<String> columns = new TreeSet<>();
			rows.forEach((row) -> columns.addAll(row.keySet()));
			columns.removeIf((column) -> lost.contains((table + "." + column).toLowerCase()));
			assertThat(projected(after.tables.get(table), columns)).as("rows of %s, but for %s", table, lost)
				.containsExactlyInAnyOrderElementsOf(projected(rows, columns));
		});
	}

	private static List<Map<String, String>> projected(List<Map<String, String>> rows, Set<String> columns) {
		return rows.stream().map((row) -> {
			Map<String, String> projected = new TreeMap<>(row);
			projected.keySet().retainAll(columns);
			return projected;
		}).toList();
	}

	private static List<Map<String, String>> rows(ResultSet rows, Table table) throws SQLException {
		List<Column> columns = table.columns().stream().filter((column) -> !column.isGenerated()).toList();
		List<Map<String, String>> all = new ArrayList<>();
		while (rows.next()) {
			Map<String, String> row = new TreeMap<>();
			for (Column column : columns) {
				Object value = rows.getObject(column.name());
				// The driver prints an interval in another way than the database.
				row.put(column.name(), text((value instanceof PGInterval) ? rows.getString(column.name()) : value));
			}
			all.add(row);
		}
		return all;
	}

	private static String text(@Nullable Object value) throws SQLException {
		if (value instanceof Boolean flag) {
			return flag ? "1" : "0";
		}
		if (value instanceof Number number) {
			BigDecimal decimal = new BigDecimal(number.toString());
			return (decimal.signum() == 0) ? "0" : decimal.stripTrailingZeros().toPlainString();
		}
		if (value instanceof byte[] bytes) {
			return text(bytes);
		}
		if (value instanceof Blob blob) {
			return text(blob.getBytes(1, (int) blob.length()));
		}
		if (value instanceof Clob clob) {
			return clob.getSubString(1, (int) clob.length());
		}
		if (value instanceof Timestamp timestamp) {
			return timestamp.toInstant().toString();
		}
		if (value instanceof OffsetDateTime moment) {
			return moment.toInstant().toString();
		}
		if (value instanceof Array array) {
			List<String> elements = new ArrayList<>();
			for (Object element : (Object[]) array.getArray()) {
				elements.add(text(element));
			}
			return elements.toString();
		}
		if (value instanceof Object[] array) {
			return Arrays.toString(array);
		}
		// An address of a host may be printed with its length.
		return String.valueOf(value).stripTrailing().replaceAll("/32$", "");
	}

	private static String text(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		return text.matches("\\p{Print}*") ? text : HexFormat.of().formatHex(bytes);
	}

}
