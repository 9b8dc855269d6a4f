package dev.migrate.run.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

import liquibase.Scope;
import liquibase.database.Database;
import liquibase.datatype.DataTypeFactory;
import liquibase.exception.DatabaseException;
import liquibase.executor.ExecutorService;
import liquibase.statement.NotNullConstraint;
import liquibase.statement.core.CreateTableStatement;

/**
 * The table of the checkpoints of data migrations, beside Liquibase's own tables. The
 * first data migration creates it.
 */
public final class Checkpoints {

	private static final String SUFFIX = "_checkpoint";

	private final Database database;

	private final MigratingConnection run;

	private final Connection connection;

	private final String table;

	private final String name;

	/**
	 * Create an instance.
	 * @param database the database of Liquibase
	 * @param run the connection of the run
	 */
	public Checkpoints(Database database, MigratingConnection run) {
		this.database = database;
		this.run = run;
		this.connection = run.plain();
		this.table = tableOf(database.getDatabaseChangeLogTableName());
		this.name = database.escapeTableName(database.getLiquibaseCatalogName(), database.getLiquibaseSchemaName(),
				this.table);
	}

	/**
	 * Return the name of the table. It is in the case of the history table, so that
	 * neither or both need quotes.
	 * @param historyTable the name of Liquibase's history table
	 * @return the name
	 */
	public static String tableOf(String historyTable) {
		boolean isLower = historyTable.equals(historyTable.toLowerCase(Locale.ROOT));
		return historyTable + (isLower ? SUFFIX : SUFFIX.toUpperCase(Locale.ROOT));
	}

	/**
	 * Create the table unless it exists, and end the transaction.
	 * @throws SQLException if it cannot be created
	 */
	void create() throws SQLException {
		if (!this.run.hasTable(this.database, this.table)) {
			DataTypeFactory types = DataTypeFactory.getInstance();
			CreateTableStatement create = new CreateTableStatement(this.database.getLiquibaseCatalogName(),
					this.database.getLiquibaseSchemaName(), this.table);
			create.addPrimaryKeyColumn("ID", types.fromDescription("varchar(100)", this.database), null, null, null,
					new NotNullConstraint("ID"));
			create.addColumn("LASTKEY", types.fromDescription("varchar(255)", this.database),
					new NotNullConstraint("LASTKEY"));
			create.addColumn("MIGRATEDROWS", types.fromDescription("bigint", this.database),
					new NotNullConstraint("MIGRATEDROWS"));
			try {
				Scope.getCurrentScope()
					.getSingleton(ExecutorService.class)
					.getExecutor("jdbc", this.database)
					.execute(create);
			}
			catch (DatabaseException ex) {
				throw new SQLException("The table " + this.name + " cannot be created: " + ex.getMessage(), ex);
			}
		}
		if (!this.connection.getAutoCommit()) {
			this.connection.commit();
		}
	}

	/**
	 * Read a checkpoint.
	 * @param migration the name of the data migration
	 * @return the checkpoint
	 * @throws SQLException if the table cannot be read
	 */
	Checkpoint read(String migration) throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement("select LASTKEY, MIGRATEDROWS from " + this.name + " where ID = ?")) {
			statement.setString(1, migration);
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next() ? Checkpoint.parse(rows.getString(1), rows.getLong(2)) : Checkpoint.START;
			}
		}
	}

	/**
	 * Write a checkpoint in the transaction of its batch.
	 * @param migration the name of the data migration
	 * @param checkpoint the checkpoint
	 * @throws SQLException if the table cannot be changed
	 */
	void write(String migration, Checkpoint checkpoint) throws SQLException {
		if (update("update " + this.name + " set LASTKEY = ?, MIGRATEDROWS = ? where ID = ?", checkpoint,
				migration) == 0) {
			update("insert into " + this.name + " (LASTKEY, MIGRATEDROWS, ID) values (?, ?, ?)", checkpoint, migration);
		}
	}

	private int update(String sql, Checkpoint checkpoint, String migration) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			statement.setString(1, checkpoint.text());
			statement.setLong(2, checkpoint.rows());
			statement.setString(3, migration);
			return statement.executeUpdate();
		}
	}

	/**
	 * Delete the checkpoint of a changeset that has been recorded in the history, or that
	 * is about to be undone.
	 * @param migration the name of the data migration
	 * @throws SQLException if the table cannot be changed
	 */
	public void delete(String migration) throws SQLException {
		if (!this.run.hasTable(this.database, this.table)) {
			return;
		}
		try (PreparedStatement statement = this.connection
			.prepareStatement("delete from " + this.name + " where ID = ?")) {
			statement.setString(1, migration);
			statement.executeUpdate();
		}
		if (!this.connection.getAutoCommit()) {
			this.connection.commit();
		}
	}

}
