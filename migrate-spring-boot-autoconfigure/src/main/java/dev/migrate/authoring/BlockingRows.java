package dev.migrate.authoring;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.migrate.changelog.write.RowGuard;

/**
 * Finds the rows of the database at hand that stop a revision.
 */
final class BlockingRows {

	private static final int EXAMPLES = 3;

	private static final int LONGEST = 40;

	private static final Pattern SECRET = Pattern
		.compile("(?i).*(passw|pwd|secret|token|credential|private|api_?key|hash|salt|pin|iban|card).*");

	private BlockingRows() {
	}

	/**
	 * Describe the rows that stop a revision.
	 * @param guards the guards of the revision
	 * @param connection a connection to the database
	 * @return a sentence for each guard that would stop it, with some of the values
	 */
	static List<String> describe(List<RowGuard> guards, Connection connection) {
		List<String> sentences = new ArrayList<>();
		for (RowGuard guard : guards) {
			if (guard.isComplete()) {
				try {
					describe(guard, connection, sentences);
				}
				catch (SQLException ex) {
					// The upgrade runs the same query and reports its failure.
					sentences.add(RowGuard.isAboutValue(ex) ? stops(guard) + "."
							: "Cannot determine whether rows prevent this revision: " + ex.getMessage());
				}
			}
		}
		return List.copyOf(sentences);
	}

	private static void describe(RowGuard guard, Connection connection, List<String> sentences) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			try (ResultSet found = statement.executeQuery(guard.query())) {
				if (!found.next() || found.getLong(1) == 0) {
					return;
				}
			}
			List<String> values = values(guard, statement);
			sentences
				.add(stops(guard) + "." + (values.isEmpty() ? "" : " For example: " + String.join(", ", values) + "."));
		}
	}

	private static String stops(RowGuard guard) {
		return "Rows of this database prevent the revision: " + guard.message();
	}

	private static List<String> values(RowGuard guard, Statement statement) throws SQLException {
		boolean secret = guard.columns().stream().anyMatch((column) -> SECRET.matcher(column).matches());
		if (guard.values() == null || secret) {
			return List.of();
		}
		statement.setMaxRows(EXAMPLES);
		List<String> values = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery(guard.values())) {
			while (rows.next()) {
				List<String> row = new ArrayList<>();
				for (int i = 1; i <= guard.columns().size(); i++) {
					row.add(shortened(String.valueOf(rows.getString(i))));
				}
				values.add((row.size() == 1) ? row.get(0) : row.toString());
			}
		}
		return values;
	}

	private static String shortened(String value) {
		String line = value.replaceAll("[\\s\\p{Cntrl}]+", " ");
		return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "…" : line;
	}

}
