package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Unmanaged objects of one kind, which a comparison does not read.
 *
 * @param kind their kind, for example {@code view}
 * @param names their names
 */
public record UnmanagedObjects(String kind, List<String> names) {

	public UnmanagedObjects {
		names = List.copyOf(names);
	}

	/**
	 * Read the names of objects by kind.
	 * @param connection a connection to the database
	 * @param scope the schemas to read
	 * @param queries the queries that return the names, by kind, in order; in each
	 * {@code (:schemas)} stands for the schemas
	 * @return the kinds of which there are any
	 * @throws SQLException if the database cannot be accessed
	 */
	public static List<UnmanagedObjects> read(Connection connection, SchemaScope scope, Map<String, String> queries)
			throws SQLException {
		List<UnmanagedObjects> unseen = new ArrayList<>();
		for (Map.Entry<String, String> query : queries.entrySet()) {
			List<String> names = Rows.inSchemas(connection, query.getValue(), scope.all(), (rows) -> rows.getString(1));
			if (!names.isEmpty()) {
				unseen.add(new UnmanagedObjects(query.getKey(), names));
			}
		}
		return unseen;
	}

}
