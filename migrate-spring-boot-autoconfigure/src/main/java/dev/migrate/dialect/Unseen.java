package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Things of one kind that a database has and that a comparison does not look at.
 *
 * @param kind what they are, for example {@code view}
 * @param names their names
 */
public record Unseen(String kind, List<String> names) {

	public Unseen {
		names = List.copyOf(names);
	}

	/**
	 * Read the names of things by kind.
	 * @param connection a connection to the database
	 * @param scope the schemas to look at
	 * @param queries the queries that return the names, by kind, in order; in each
	 * {@code (:schemas)} stands for the schemas
	 * @return those kinds of which there are any
	 * @throws SQLException where the database does not answer
	 */
	public static List<Unseen> read(Connection connection, SchemaScope scope, Map<String, String> queries)
			throws SQLException {
		Set<String> schemas = new TreeSet<>(scope.others());
		schemas.add(scope.defaultSchema());
		String places = "(" + String.join(", ", Collections.nCopies(schemas.size(), "?")) + ")";
		List<Unseen> unseen = new ArrayList<>();
		for (Map.Entry<String, String> query : queries.entrySet()) {
			List<?> parameters = query.getValue().contains("(:schemas)") ? List.copyOf(schemas) : List.of();
			List<String> names = Rows.read(connection, query.getValue().replace("(:schemas)", places), parameters,
					(rows) -> rows.getString(1));
			if (!names.isEmpty()) {
				unseen.add(new Unseen(query.getKey(), names));
			}
		}
		return unseen;
	}

}
