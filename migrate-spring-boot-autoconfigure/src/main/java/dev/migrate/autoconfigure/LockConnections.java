package dev.migrate.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.run.lock.LockSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;
import org.springframework.util.ClassUtils;

/**
 * Opens the connection that holds the lock of migrations beside the pool of the
 * application, which may have one connection only, and which watches for connections that
 * are not returned.
 *
 * @param dataSource the data source of the migrations
 */
record LockConnections(DataSource dataSource) implements LockSettings.Connections {

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			LockConnections.class.getClassLoader());

	@Override
	public Optional<Connection> open() throws SQLException {
		if (this.dataSource instanceof AbstractDriverBasedDataSource && !(this.dataSource instanceof SmartDataSource)) {
			return Optional.of(this.dataSource.getConnection());
		}
		DataSource plain = HIKARI ? Hikari.plain(this.dataSource) : null;
		return (plain != null) ? Optional.of(plain.getConnection()) : Optional.empty();
	}

	/**
	 * Sends the first statement of a pool, which may choose the role of the session.
	 */
	private static final class InitializedDataSource extends DelegatingDataSource {

		private final String first;

		private InitializedDataSource(DataSource dataSource, String first) {
			super(dataSource);
			this.first = first;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			try (Statement statement = connection.createStatement()) {
				statement.execute(this.first);
				return connection;
			}
			catch (SQLException ex) {
				connection.close();
				throw ex;
			}
		}

	}

	/**
	 * Reads the settings of a pool. Other pools do not tell all that their connections
	 * are opened with, such as whether they are encrypted.
	 */
	private static final class Hikari {

		private static @Nullable DataSource plain(DataSource dataSource) {
			HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
					HikariDataSource.class);
			if (pool == null || pool.getJdbcUrl() == null || pool.getDataSourceClassName() != null) {
				return null;
			}
			Properties properties = new Properties();
			properties.putAll(pool.getDataSourceProperties());
			DriverManagerDataSource plain = new DriverManagerDataSource(pool.getJdbcUrl(), properties);
			if (pool.getUsername() != null) {
				plain.setUsername(pool.getUsername());
			}
			if (pool.getPassword() != null) {
				plain.setPassword(pool.getPassword());
			}
			String first = pool.getConnectionInitSql();
			return (first != null) ? new InitializedDataSource(plain, first) : plain;
		}

	}

}
