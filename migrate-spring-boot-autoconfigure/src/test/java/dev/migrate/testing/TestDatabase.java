package dev.migrate.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An empty database of one test, which is dropped when it is closed.
 *
 * @param product the product
 * @param url the JDBC URL
 * @param username the user
 * @param password the user's password
 * @param dataSource connections to it, from a pool unless the product is SQLite
 * @param drop the action that drops the database
 */
public record TestDatabase(TestProduct product, String url, String username, String password, DataSource dataSource,
		Runnable drop) implements AutoCloseable {

	static TestDatabase of(TestProduct product, String url, String username, String password, Runnable drop) {
		if (product == TestProduct.SQLITE) {
			// A connection may keep a schema that another one has changed.
			return new TestDatabase(product, url, username, password,
					new DriverManagerDataSource(url, username, password), drop);
		}
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername(username);
		config.setPassword(password);
		config.setMinimumIdle(0);
		config.setMaximumPoolSize(20);
		HikariDataSource dataSource = new HikariDataSource(config);
		return new TestDatabase(product, url, username, password, dataSource, () -> {
			dataSource.close();
			drop.run();
		});
	}

	/**
	 * Open a connection.
	 * @return the connection, which the caller closes
	 */
	public Connection connect() {
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Run statements, each in a transaction of its own.
	 * @param statements the statements
	 * @return this database
	 */
	public TestDatabase execute(String... statements) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
			return this;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	/**
	 * Run a script as a client does that ends a statement at a semicolon, in one session.
	 * @param script the script
	 * @return this database
	 */
	public TestDatabase executeScript(String script) {
		return execute(Arrays.stream(script.split(";\\R|\\RGO\\R"))
			.map((statement) -> statement.lines()
				.filter((line) -> !line.startsWith("--"))
				.collect(Collectors.joining("\n"))
				.strip())
			.filter((statement) -> !statement.isEmpty())
			.toArray(String[]::new));
	}

	@Override
	public void close() {
		this.drop.run();
	}

	@Override
	public String toString() {
		return this.product + " " + this.url;
	}

}
