package dev.migrate.run.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import dev.migrate.dialect.Rows;
import dev.migrate.run.table.OwnTable;
import dev.migrate.run.table.OwnTable.Column;
import liquibase.database.Database;

/**
 * The table of the snapshot that a run leaves for the next one, which has at most one
 * row.
 */
public final class SnapshotTable {

	/**
	 * What the name of the table has after that of the history table.
	 */
	public static final String SUFFIX = "_snapshot";

	private static final List<Column> COLUMNS = List.of(new Column("BASIS", "varchar(64)"),
			new Column("DEFINITIONS", "clob"));

	private final Connection connection;

	private final OwnTable table;

	/**
	 * Create an instance.
	 * @param database the database of Liquibase
	 * @param connection a connection to it, whose transactions are left to the caller
	 */
	public SnapshotTable(Database database, Connection connection) {
		this.connection = connection;
		this.table = new OwnTable(database, SUFFIX);
	}

	/**
	 * Return whether the table exists.
	 * @return {@code false} if no run has left a snapshot
	 * @throws SQLException if the database cannot be accessed
	 */
	public boolean exists() throws SQLException {
		return this.table.exists(this.connection);
	}

	/**
	 * Create the table.
	 * @throws SQLException if it cannot be created
	 */
	public void create() throws SQLException {
		this.table.create(this.connection, COLUMNS);
	}

	/**
	 * Read the snapshot.
	 * @param basis what it has to rest on
	 * @return the snapshot; empty if there is none, or it rests on something else
	 * @throws SQLException if the table cannot be read
	 */
	public Optional<SchemaSnapshot> read(String basis) throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement("select DEFINITIONS from " + this.table.qualified() + " where BASIS = ?")) {
			statement.setString(1, basis);
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next() ? Optional.of(SchemaSnapshot.parse(rows.getString(1))) : Optional.empty();
			}
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Delete the snapshot.
	 * @throws SQLException if the table cannot be changed
	 */
	public void clear() throws SQLException {
		Rows.execute(this.connection, "delete from " + this.table.qualified());
	}

	/**
	 * Write a snapshot, after the one before has been deleted.
	 * @param basis what it rests on, of at most 64 characters
	 * @param snapshot the snapshot
	 * @throws SQLException if the table cannot be changed
	 */
	public void write(String basis, SchemaSnapshot snapshot) throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement("insert into " + this.table.qualified() + " (BASIS, DEFINITIONS) values (?, ?)")) {
			statement.setString(1, basis);
			statement.setString(2, snapshot.text());
			statement.executeUpdate();
		}
	}

}
