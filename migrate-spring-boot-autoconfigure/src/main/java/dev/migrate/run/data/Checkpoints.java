package dev.migrate.run.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Supplier;

import dev.migrate.dialect.Rows;
import liquibase.database.Database;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.datatype.DataTypeFactory;
import liquibase.sqlgenerator.SqlGeneratorFactory;
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
		this.name = unquoted(() -> database.escapeTableName(database.getLiquibaseCatalogName(),
				database.getLiquibaseSchemaName(), this.table));
	}

	// A changeset may have chosen another strategy for its own statements.
	private <T> T unquoted(Supplier<T> action) {
		ObjectQuotingStrategy chosen = this.database.getObjectQuotingStrategy();
		this.database.setObjectQuotingStrategy(ObjectQuotingStrategy.LEGACY);
		try {
			return action.get();
		}
		finally {
			this.database.setObjectQuotingStrategy(chosen);
		}
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
			Rows.execute(this.connection, unquoted(this::creation));
		}
		if (!this.connection.getAutoCommit()) {
			this.connection.commit();
		}
	}

	private String creation() {
		DataTypeFactory types = DataTypeFactory.getInstance();
		CreateTableStatement create = new CreateTableStatement(this.database.getLiquibaseCatalogName(),
				this.database.getLiquibaseSchemaName(), this.table);
		create.addPrimaryKeyColumn("ID", types.fromDescription("varchar(100)", this.database), null, null, null,
				new NotNullConstraint("ID"));
		create.addColumn("LASTKEY", types.fromDescription("varchar(255)", this.database),
				new NotNullConstraint("LASTKEY"));
		create.addColumn("MIGRATEDROWS", types.fromDescription("bigint", this.database),
				new NotNullConstraint("MIGRATEDROWS"));
		return SqlGeneratorFactory.getInstance().generateSql(create, this.database)[0].toSql();
	}

	/**
	 * Read a checkpoint.
	 * @param id the id of the checkpoint
	 * @return the checkpoint
	 * @throws SQLException if the table cannot be read
	 */
	Checkpoint read(String id) throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement("select LASTKEY, MIGRATEDROWS from " + this.name + " where ID = ?")) {
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
		if (update("update " + this.name + " set LASTKEY = ?, MIGRATEDROWS = ? where ID = ?", checkpoint, id) == 0) {
			update("insert into " + this.name + " (LASTKEY, MIGRATEDROWS, ID) values (?, ?, ?)", checkpoint, id);
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
		if (!this.run.hasTable(this.database, this.table)) {
			return;
		}
		try (PreparedStatement statement = this.connection
			.prepareStatement("delete from " + this.name + " where ID = ?")) {
			statement.setString(1, id);
			statement.executeUpdate();
		}
		if (!this.connection.getAutoCommit()) {
			this.connection.commit();
		}
	}

}
