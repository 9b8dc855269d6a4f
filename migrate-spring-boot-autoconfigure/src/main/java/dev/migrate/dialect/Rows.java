package dev.migrate.dialect;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import dev.migrate.schema.ForeignKey;

/**
 * Maps the rows of a catalog query to values.
 */
public final class Rows {

	private static final String SCHEMAS = "(:schemas)";

	private Rows() {
	}

	/**
	 * Run a query.
	 * @param connection the connection
	 * @param sql the query
	 * @param parameters the values of its placeholders
	 * @param mapper maps a row to a value
	 * @param <T> the type of the values
	 * @return the values, in the order of the rows
	 * @throws SQLException if the database cannot be accessed
	 */
	public static <T> List<T> read(Connection connection, String sql, List<?> parameters, Mapper<T> mapper)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setFetchSize(1000);
			for (int i = 0; i < parameters.size(); i++) {
				statement.setObject(i + 1, parameters.get(i));
			}
			try (ResultSet rows = statement.executeQuery()) {
				List<T> values = new ArrayList<>();
				while (rows.next()) {
					values.add(mapper.map(rows));
				}
				return values;
			}
		}
	}

	/**
	 * Run a statement.
	 * @param connection the connection
	 * @param sql the statement
	 * @throws SQLException if the statement fails
	 */
	public static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Run a query that is restricted to some schemas.
	 * @param connection the connection
	 * @param sql the query, in which {@code (:schemas)} stands for the list of schemas
	 * @param schemas the schemas
	 * @param mapper maps a row to a value
	 * @param <T> the type of the values
	 * @return the values, in the order of the rows
	 * @throws SQLException if the database cannot be accessed
	 */
	public static <T> List<T> inSchemas(Connection connection, String sql, Collection<String> schemas, Mapper<T> mapper)
			throws SQLException {
		String places = "(" + String.join(", ", Collections.nCopies(schemas.size(), "?")) + ")";
		List<String> parameters = sql.contains(SCHEMAS) ? List.copyOf(schemas) : List.of();
		return read(connection, sql.replace(SCHEMAS, places), parameters, mapper);
	}

	/**
	 * Run a query for one value.
	 * @param connection the connection
	 * @param sql the query, of one row
	 * @return the first column of the first row
	 * @throws SQLException if the database cannot be accessed
	 */
	public static String first(Connection connection, String sql) throws SQLException {
		return read(connection, sql, List.of(), (rows) -> rows.getString(1)).get(0);
	}

	/**
	 * Return an array's elements as texts.
	 * @param rows the rows, at the one to read
	 * @param column the name of the column that holds the array
	 * @return the elements; none if the array is null
	 * @throws SQLException if the database cannot be accessed
	 */
	public static List<String> texts(ResultSet rows, String column) throws SQLException {
		Array array = rows.getArray(column);
		if (array == null) {
			return List.of();
		}
		List<String> texts = new ArrayList<>();
		for (Object element : (Object[]) array.getArray()) {
			texts.add(String.valueOf(element));
		}
		return texts;
	}

	/**
	 * Return a text, the empty one for null.
	 * @param rows the rows, at the one to read
	 * @param column the name of the column
	 * @return the text
	 * @throws SQLException if the database cannot be accessed
	 */
	public static String text(ResultSet rows, String column) throws SQLException {
		String text = rows.getString(column);
		return (text != null) ? text : "";
	}

	/**
	 * Return the action of a foreign key.
	 * @param rows the rows, at the one to read
	 * @param column the name of the column that holds the SQL keywords of the action
	 * @return the action
	 * @throws SQLException if the database cannot be accessed
	 */
	public static ForeignKey.Action action(ResultSet rows, String column) throws SQLException {
		return switch (text(rows, column).replace('_', ' ')) {
			case "RESTRICT" -> ForeignKey.Action.RESTRICT;
			case "CASCADE" -> ForeignKey.Action.CASCADE;
			case "SET NULL" -> ForeignKey.Action.SET_NULL;
			case "SET DEFAULT" -> ForeignKey.Action.SET_DEFAULT;
			default -> ForeignKey.Action.NO_ACTION;
		};
	}

	/**
	 * Maps a row to a value.
	 *
	 * @param <T> the type of the value
	 */
	@FunctionalInterface
	public interface Mapper<T> {

		/**
		 * Map a row.
		 * @param rows the rows, at the one to read
		 * @return the value
		 * @throws SQLException if the database cannot be accessed
		 */
		T map(ResultSet rows) throws SQLException;

	}

}
