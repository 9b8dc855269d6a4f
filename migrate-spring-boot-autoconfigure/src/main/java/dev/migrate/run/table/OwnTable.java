package dev.migrate.run.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import dev.migrate.dialect.Rows;
import liquibase.database.Database;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.datatype.DataTypeFactory;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.NotNullConstraint;
import liquibase.statement.core.CreateTableStatement;
import liquibase.structure.core.Schema;

/**
 * A table of the migrations beside Liquibase's own tables. Its name is in the case of the
 * history table, so that neither or both need quotes.
 */
public final class OwnTable {

	private final Database database;

	private final String table;

	private final String qualified;

	/**
	 * Create an instance.
	 * @param database the database of Liquibase
	 * @param suffix what its name has after that of the history table, in lower case
	 */
	public OwnTable(Database database, String suffix) {
		this.database = database;
		this.table = nameOf(database.getDatabaseChangeLogTableName(), suffix);
		this.qualified = unquoted(() -> database.escapeTableName(database.getLiquibaseCatalogName(),
				database.getLiquibaseSchemaName(), this.table));
	}

	/**
	 * Return the name of such a table.
	 * @param historyTable the name of the history table
	 * @param suffix what its name has after that, in lower case
	 * @return the name
	 */
	public static String nameOf(String historyTable, String suffix) {
		boolean isLower = historyTable.equals(historyTable.toLowerCase(Locale.ROOT));
		return historyTable + (isLower ? suffix : suffix.toUpperCase(Locale.ROOT));
	}

	/**
	 * Return the name in a statement.
	 * @return the qualified name
	 */
	public String qualified() {
		return this.qualified;
	}

	/**
	 * Return whether the table exists.
	 * @param connection a connection to the database
	 * @return {@code true} if it exists
	 * @throws SQLException if the database cannot be accessed
	 */
	public boolean exists(Connection connection) throws SQLException {
		return exists(connection, this.database, this.table);
	}

	/**
	 * Return whether Liquibase's schema has a table.
	 * @param connection a connection to the database
	 * @param database the database of Liquibase
	 * @param table the name of the table, in any case
	 * @return {@code true} if it has
	 * @throws SQLException if the database cannot be accessed
	 */
	public static boolean exists(Connection connection, Database database, String table) throws SQLException {
		String schema = database.getLiquibaseSchemaName();
		// Without schemas, Liquibase's tables may be in another catalog.
		String catalog = database.supports(Schema.class) ? connection.getCatalog() : database.getLiquibaseCatalogName();
		try (ResultSet tables = connection.getMetaData()
			.getTables((catalog != null) ? catalog : connection.getCatalog(), null, "%",
					new String[] { "TABLE", "BASE TABLE" })) {
			while (tables.next()) {
				String in = tables.getString("TABLE_SCHEM");
				if (table.equalsIgnoreCase(tables.getString("TABLE_NAME"))
						&& (schema == null || in == null || schema.equalsIgnoreCase(in))) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Create the table.
	 * @param connection a connection to the database
	 * @param columns its columns, which accept no nulls; the first one is the key
	 * @throws SQLException if it cannot be created
	 */
	public void create(Connection connection, List<Column> columns) throws SQLException {
		Rows.execute(connection, unquoted(() -> creation(columns)));
	}

	private String creation(List<Column> columns) {
		DataTypeFactory types = DataTypeFactory.getInstance();
		CreateTableStatement create = new CreateTableStatement(this.database.getLiquibaseCatalogName(),
				this.database.getLiquibaseSchemaName(), this.table);
		Column key = columns.get(0);
		create.addPrimaryKeyColumn(key.name(), types.fromDescription(key.type(), this.database), null, null, null,
				new NotNullConstraint(key.name()));
		for (Column column : columns.subList(1, columns.size())) {
			create.addColumn(column.name(), types.fromDescription(column.type(), this.database),
					new NotNullConstraint(column.name()));
		}
		return SqlGeneratorFactory.getInstance().generateSql(create, this.database)[0].toSql();
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
	 * A column.
	 *
	 * @param name the name, in upper case
	 * @param type the type, as in changelogs
	 */
	public record Column(String name, String type) {

	}

}
