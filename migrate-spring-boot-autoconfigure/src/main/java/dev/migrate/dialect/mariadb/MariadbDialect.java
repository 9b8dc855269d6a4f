package dev.migrate.dialect.mariadb;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Collection;

import dev.migrate.dialect.mysql.MysqlCatalog;
import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.schema.Table;

/**
 * What MariaDB does differently.
 */
public final class MariadbDialect extends MysqlDialect {

	/**
	 * Create the dialect.
	 */
	public MariadbDialect() {
		super(new MariadbDdl());
	}

	@Override
	public String name() {
		return "mariadb";
	}

	@Override
	public boolean isFor(String productName) {
		return productName.equals("MariaDB");
	}

	@Override
	public boolean isFor(DatabaseMetaData metaData) throws SQLException {
		return isFor(metaData.getDatabaseProductName()) || isMariadb(metaData);
	}

	@Override
	protected MysqlCatalog catalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		return new MariadbCatalog(connection, defaultSchema, schemas);
	}

	@Override
	protected Table complete(Table table) {
		return MariadbTypes.withJson(table);
	}

}
