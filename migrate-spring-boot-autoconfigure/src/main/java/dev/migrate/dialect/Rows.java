package dev.migrate.dialect;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rows of a catalog query into values.
 */
public final class Rows {

	private Rows() {
	}

	/**
	 * Run a query.
	 * @param connection the connection
	 * @param sql the query
	 * @param parameters the values of its placeholders
	 * @param mapper makes a value from a row
	 * @param <T> the type of the values
	 * @return the values, in the order of the rows
	 * @throws SQLException where the database does not answer
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
	 * Return an array's elements as texts.
	 * @param rows the rows, at the one to read
	 * @param column the name of the column that holds the array
	 * @return the elements; none where the array is null
	 * @throws SQLException where the database does not answer
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
	 * @throws SQLException where the database does not answer
	 */
	public static String text(ResultSet rows, String column) throws SQLException {
		String text = rows.getString(column);
		return (text != null) ? text : "";
	}

	/**
	 * Makes a value from a row.
	 *
	 * @param <T> the type of the value
	 */
	@FunctionalInterface
	public interface Mapper<T> {

		/**
		 * Make the value.
		 * @param rows the rows, at the one to read
		 * @return the value
		 * @throws SQLException where the database does not answer
		 */
		T map(ResultSet rows) throws SQLException;

	}

}
