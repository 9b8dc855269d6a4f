package dev.migrate.dialect.registry;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.h2.H2Dialect;
import dev.migrate.dialect.hsqldb.HsqldbDialect;
import dev.migrate.dialect.mariadb.MariadbDialect;
import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.dialect.oracle.OracleDialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.dialect.sqlite.SqliteDialect;
import dev.migrate.dialect.sqlserver.SqlserverDialect;

/**
 * The supported dialects.
 */
public final class Dialects {

	private static final List<Dialect> ALL = List.of(new PostgresqlDialect(), new H2Dialect(), new HsqldbDialect(),
			new SqliteDialect(), new MysqlDialect(), new MariadbDialect(), new SqlserverDialect(), new OracleDialect());

	private Dialects() {
	}

	/**
	 * Find the dialect of a server.
	 * @param metaData the metadata of the driver
	 * @return the dialect, or empty if the product is not supported
	 * @throws SQLException if the database cannot be accessed
	 */
	public static Optional<Dialect> find(DatabaseMetaData metaData) throws SQLException {
		for (Dialect dialect : ALL) {
			if (dialect.isFor(metaData)) {
				return Optional.of(dialect);
			}
		}
		return Optional.empty();
	}

	/**
	 * Find the error of a database that says that its user lacks a privilege.
	 * @param failure the failure, whose causes are examined
	 * @return the error; empty if the failure has another cause
	 */
	public static Optional<SQLException> missingPrivilege(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql
					&& ALL.stream().anyMatch((dialect) -> dialect.isPrivilegeMissing(sql))) {
				return Optional.of(sql);
			}
		}
		return Optional.empty();
	}

	/**
	 * Return all dialects.
	 * @return the dialects, in no particular order
	 */
	public static List<Dialect> all() {
		return ALL;
	}

}
