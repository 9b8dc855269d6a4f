package dev.migrate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Assumptions;

/**
 * A factory of empty databases for tests.
 */
public final class TestDatabases {

	private static final AtomicInteger COUNT = new AtomicInteger();

	private static final Map<String, HikariDataSource> ADMINISTRATORS = new ConcurrentHashMap<>();

	private TestDatabases() {
	}

	/**
	 * Create an H2 database in memory.
	 * @return the database
	 */
	public static TestDatabase h2() {
		return h2("");
	}

	/**
	 * Create an H2 database in memory with additional settings.
	 * @param settings the text to append to the URL, for example
	 * {@code ;NON_KEYWORDS=VALUE}
	 * @return the database
	 */
	public static TestDatabase h2(String settings) {
		// Liquibase looks for its history in a catalog whose name is in upper case.
		String url = "jdbc:h2:mem:" + name().toUpperCase(Locale.ROOT) + ";DB_CLOSE_DELAY=-1" + settings;
		return TestDatabase.of(TestProduct.H2, url, "sa", "", () -> run(url, "sa", "", "shutdown"));
	}

	/**
	 * Create an H2 database in a file.
	 * @param folder the folder of the file
	 * @return the database
	 */
	public static TestDatabase h2In(Path folder) {
		String url = "jdbc:h2:file:" + folder.resolve(name());
		return TestDatabase.of(TestProduct.H2, url, "sa", "", () -> run(url, "sa", "", "shutdown"));
	}

	/**
	 * Create an HSQLDB database in memory.
	 * @return the database
	 */
	public static TestDatabase hsqldb() {
		return hsqldb("");
	}

	/**
	 * Create an HSQLDB database in memory with additional settings.
	 * @param settings the text to append to the URL, for example
	 * {@code ;sql.syntax_pgs=true}
	 * @return the database
	 */
	public static TestDatabase hsqldb(String settings) {
		String url = "jdbc:hsqldb:mem:" + name() + settings;
		return TestDatabase.of(TestProduct.HSQLDB, url, "SA", "", () -> run(url, "SA", "", "shutdown"));
	}

	/**
	 * Create a database on the shared PostgreSQL server.
	 * @return the database
	 */
	public static TestDatabase postgresql() {
		TestServer server = TestServer.postgresql();
		Assumptions.assumeTrue(server.isAvailable(), server.description());
		String name = name();
		String administration = server.url("postgres");
		administer(administration, server, "create database " + name + " template template0 encoding 'UTF8'");
		return TestDatabase.of(TestProduct.POSTGRESQL, server.url(name), server.username(), server.password(),
				() -> administer(administration, server, "drop database if exists " + name + " with (force)"));
	}

	/**
	 * Create a database on the shared SQL Server.
	 * @return the database
	 */
	public static TestDatabase sqlserver() {
		TestServer server = TestContainers.sqlserver();
		Assumptions.assumeTrue(server.isAvailable(), server.description());
		String name = name();
		run(server.address(), server.username(), server.password(), "create database " + name);
		return TestDatabase.of(TestProduct.SQLSERVER, server.url(";databaseName=" + name), server.username(),
				server.password(), () -> run(server.address(), server.username(), server.password(),
						"alter database " + name + " set single_user with rollback immediate; drop database " + name));
	}

	/**
	 * Create a user, which is a schema, on the shared Oracle Database.
	 * @return the database
	 */
	public static TestDatabase oracle() {
		TestServer server = TestContainers.oracle();
		Assumptions.assumeTrue(server.isAvailable(), server.description());
		String name = name();
		run(server.address(), "system", server.password(),
				"grant connect, resource, create view, unlimited tablespace to " + name + " identified by test");
		return TestDatabase.of(TestProduct.ORACLE, server.address(), name, "test",
				() -> run(server.address(), "system", server.password(), "drop user " + name + " cascade"));
	}

	/**
	 * Create a database on the shared MySQL server.
	 * @return the database
	 */
	public static TestDatabase mysql() {
		return mysql(TestProduct.MYSQL, TestServer.mysql(), "?allowPublicKeyRetrieval=true");
	}

	/**
	 * Create a database on the shared MariaDB server.
	 * @return the database
	 */
	public static TestDatabase mariadb() {
		return mysql(TestProduct.MARIADB, TestServer.mariadb(), "");
	}

	private static TestDatabase mysql(TestProduct product, TestServer server, String options) {
		Assumptions.assumeTrue(server.isAvailable(), server.description());
		String name = name();
		String administration = server.url("mysql") + options;
		administer(administration, server, "create database " + name + " character set utf8mb4");
		// Some entities are mapped to a separate database.
		return TestDatabase.of(product, server.url(name) + options, server.username(), server.password(),
				() -> administer(administration, server, "drop database if exists " + name,
						"drop database if exists " + name + "_archive", "drop database if exists archive"));
	}

	/**
	 * Create an SQLite database in a file.
	 * @return the database
	 */
	public static TestDatabase sqlite() {
		return sqlite("?synchronous=OFF&journal_mode=MEMORY");
	}

	/**
	 * Create an SQLite database in a file with additional settings.
	 * @param settings the text to append to the URL, for example
	 * {@code ?foreign_keys=true}
	 * @return the database
	 */
	public static TestDatabase sqlite(String settings) {
		try {
			Path file = Files.createTempFile("migrate", ".db");
			return TestDatabase.of(TestProduct.SQLITE, "jdbc:sqlite:" + file + settings, "", "",
					() -> file.toFile().delete());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String name() {
		return "t" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
	}

	private static void administer(String url, TestServer server, String... statements) {
		HikariDataSource administrator = ADMINISTRATORS.computeIfAbsent(url, (any) -> administrator(url, server));
		try (Connection connection = administrator.getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	private static HikariDataSource administrator(String url, TestServer server) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername(server.username());
		config.setPassword(server.password());
		config.setMinimumIdle(0);
		return new HikariDataSource(config);
	}

	private static void run(String url, String username, String password, String sql) {
		try (Connection connection = DriverManager.getConnection(url, username, password);
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

}
