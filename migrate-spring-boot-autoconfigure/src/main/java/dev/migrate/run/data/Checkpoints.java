package dev.migrate.run.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import dev.migrate.run.table.OwnTable;
import dev.migrate.run.table.OwnTable.Column;
import liquibase.database.Database;

/**
 * The table of the checkpoints of data migrations, beside Liquibase's own tables. The
 * first data migration creates it.
 */
public final class Checkpoints {

	/**
	 * What the name of the table has after that of the history table.
	 */
	public static final String SUFFIX = "_checkpoint";

	private static final List<Column> COLUMNS = List.of(new Column("ID", "varchar(100)"),
			new Column("LASTKEY", "varchar(255)"), new Column("MIGRATEDROWS", "bigint"));

	private final Connection connection;

	private final OwnTable table;

	/**
	 * Create an instance.
	 * @param database the database of Liquibase
	 * @param connection the connection of the run
	 */
	public Checkpoints(Database database, Connection connection) {
		this.connection = connection;
		this.table = new OwnTable(database, SUFFIX);
	}

	/**
	 * Create the table unless it exists, and end the transaction.
	 * @throws SQLException if it cannot be created
	 */
	void create() throws SQLException {
		if (!this.table.exists(this.connection)) {
			this.table.create(this.connection, COLUMNS);
		}
		if (!this.connection.getAutoCommit()) {
			this.connection.commit();
		}
	}

	/**
	 * Read a checkpoint.
	 * @param id the id of the checkpoint
	 * @return the checkpoint
	 * @throws SQLException if the table cannot be read
	 */
	Checkpoint read(String id) throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement("select LASTKEY, MIGRATEDROWS from " + this.table.qualified() + " where ID = ?")) {
			statement.setString(1, id);
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next() ? Checkpoint.parse(rows.getString(1), rows.getLong(2)) : Checkpoint.START;
			}
		}
	}

	/**
	 * Write a checkpoint in the transaction of its batch.
	 * @param id the id of the checkpoint
	 * @param checkpoint the checkpoint
	 * @throws SQLException if the table cannot be changed
	 */
	void write(String id, Checkpoint checkpoint) throws SQLException {
		if (update("update " + this.table.qualified() + " set LASTKEY = ?, MIGRATEDROWS = ? where ID = ?", checkpoint,
				id) == 0) {
			update("insert into " + this.table.qualified() + " (LASTKEY, MIGRATEDROWS, ID) values (?, ?, ?)",
					checkpoint, id);
		}
	}

	private int update(String sql, Checkpoint checkpoint, String id) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			statement.setString(1, checkpoint.text());
			statement.setLong(2, checkpoint.rows());
			statement.setString(3, id);
			return statement.executeUpdate();
		}
	}

	/**
	 * Delete the checkpoint of a changeset that has been recorded in the history, or that
	 * is about to be undone.
	 * @param id the id of the checkpoint
	 * @throws SQLException if the table cannot be changed
	 */
	public void delete(String id) throws SQLException {
		if (!this.table.exists(this.connection)) {
			return;
		}
		try (PreparedStatement statement = this.connection
			.prepareStatement("delete from " + this.table.qualified() + " where ID = ?")) {
			statement.setString(1, id);
			statement.executeUpdate();
		}
		if (!this.connection.getAutoCommit()) {
			this.connection.commit();
		}
	}

}
