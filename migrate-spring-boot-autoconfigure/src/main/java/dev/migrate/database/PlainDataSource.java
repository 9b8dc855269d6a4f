package dev.migrate.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A data source that only opens connections.
 */
@FunctionalInterface
interface PlainDataSource extends DataSource {

	@Override
	default Connection getConnection(String username, String password) throws SQLException {
		throw new SQLFeatureNotSupportedException("There is one user alone");
	}

	@Override
	default @Nullable PrintWriter getLogWriter() {
		return null;
	}

	@Override
	default void setLogWriter(@Nullable PrintWriter out) {
	}

	@Override
	default void setLoginTimeout(int seconds) {
	}

	@Override
	default int getLoginTimeout() {
		return 0;
	}

	@Override
	default Logger getParentLogger() throws SQLFeatureNotSupportedException {
		throw new SQLFeatureNotSupportedException("There is no logger");
	}

	@Override
	default <T> T unwrap(Class<T> type) throws SQLException {
		throw new SQLException("There is nothing inside");
	}

	@Override
	default boolean isWrapperFor(Class<?> type) {
		return false;
	}

}
