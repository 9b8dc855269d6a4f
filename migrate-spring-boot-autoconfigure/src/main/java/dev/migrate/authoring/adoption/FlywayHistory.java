package dev.migrate.authoring.adoption;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.migrate.database.CurrentSchema;
import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The Flyway history of a database.
 *
 * @param entries the rows of its table, in the order of execution
 */
public record FlywayHistory(List<Entry> entries) {

	public FlywayHistory {
		entries = List.copyOf(entries);
	}

	/**
	 * Read the table of Flyway.
	 * @param connection a connection to the database
	 * @param current the current schema
	 * @param table the name of the table, in any case of letters
	 * @return the history; empty if there is no such table
	 * @throws SQLException if the database cannot be read
	 */
	public static Optional<FlywayHistory> read(Connection connection, CurrentSchema current, String table)
			throws SQLException {
		QualifiedName name = find(connection, current, table);
		if (name == null) {
			return Optional.empty();
		}
		List<Entry> entries = new ArrayList<>();
		// Its own names are in lower case and quoted, on every product.
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery("select * from " + current.dialect().ddl().identifiers().of(name))) {
			while (rows.next()) {
				entries.add(new Entry(rows.getInt("installed_rank"), rows.getString("version"),
						Objects.requireNonNullElse(rows.getString("description"), ""), rows.getString("type"),
						rows.getBoolean("success")));
			}
		}
		entries.sort((one, other) -> Integer.compare(one.rank(), other.rank()));
		return Optional.of(new FlywayHistory(entries));
	}

	private static @Nullable QualifiedName find(Connection connection, CurrentSchema current, String table)
			throws SQLException {
		String home = current.scope().defaultSchema();
		try (ResultSet rows = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
			while (rows.next()) {
				String schema = rows.getString("TABLE_SCHEM");
				if (table.equalsIgnoreCase(rows.getString("TABLE_NAME")) && (schema == null || schema.equals(home))) {
					return new QualifiedName(schema, rows.getString("TABLE_NAME"));
				}
			}
		}
		return null;
	}

	/**
	 * Return the version that the database is at.
	 * @return the last applied version; empty if there is none
	 */
	public Optional<String> version() {
		return this.entries.stream()
			.filter(Entry::success)
			.map(Entry::version)
			.filter(Objects::nonNull)
			.reduce((one, other) -> other);
	}

	/**
	 * One row of the table.
	 *
	 * @param rank the position in the execution order
	 * @param version the version; {@code null} for a repeatable migration
	 * @param description the description of the migration
	 * @param type the type of the migration
	 * @param success whether it succeeded
	 */
	public record Entry(int rank, @Nullable String version, String description, @Nullable String type,
			boolean success) {

	}

}
