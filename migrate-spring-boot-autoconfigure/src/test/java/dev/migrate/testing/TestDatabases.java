package dev.migrate.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Assumptions;

/**
 * Makes a fresh database for a test.
 */
public final class TestDatabases {

	private static final AtomicInteger COUNT = new AtomicInteger();

	private TestDatabases() {
	}

	/**
	 * Make an H2 database in memory.
	 * @return the database
	 */
	public static TestDatabase h2() {
		return h2("");
	}

	/**
	 * Make an H2 database in memory with more settings than usual.
	 * @param settings what to append to the URL, for example {@code ;NON_KEYWORDS=VALUE}
	 * @return the database
	 */
	public static TestDatabase h2(String settings) {
		String url = "jdbc:h2:mem:" + name() + ";DB_CLOSE_DELAY=-1" + settings;
		return TestDatabase.of(TestProduct.H2, url, "sa", "", () -> run(url, "sa", "", "shutdown"));
	}

	/**
	 * Make an HSQLDB database in memory.
	 * @return the database
	 */
	public static TestDatabase hsqldb() {
		return hsqldb("");
	}

	/**
	 * Make an HSQLDB database in memory with more settings than usual.
	 * @param settings what to append to the URL, for example {@code ;sql.syntax_pgs=true}
	 * @return the database
	 */
	public static TestDatabase hsqldb(String settings) {
		String url = "jdbc:hsqldb:mem:" + name() + settings;
		return TestDatabase.of(TestProduct.HSQLDB, url, "SA", "", () -> run(url, "SA", "", "shutdown"));
	}

	/**
	 * Make a database on the PostgreSQL server that all tests share.
	 * @return the database
	 */
	public static TestDatabase postgresql() {
		TestServer server = TestServer.postgresql();
		Assumptions.assumeTrue(server.isAvailable(), server.description());
		String name = name();
		run(server.url("postgres"), server.username(), server.password(),
				"create database " + name + " template template0 encoding 'UTF8'");
		return TestDatabase.of(TestProduct.POSTGRESQL, server.url(name), server.username(), server.password(),
				() -> run(server.url("postgres"), server.username(), server.password(),
						"drop database if exists " + name + " with (force)"));
	}

	/**
	 * Make a database on the SQL Server that all tests share.
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
	 * Make a user, which is a schema, on the Oracle Database that all tests share.
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
	 * Make a database on the MySQL server that all tests share.
	 * @return the database
	 */
	public static TestDatabase mysql() {
		return mysql(TestProduct.MYSQL, TestServer.mysql(), "?allowPublicKeyRetrieval=true");
	}

	/**
	 * Make a database on the MariaDB server that all tests share.
	 * @return the database
	 */
	public static TestDatabase mariadb() {
		return mysql(TestProduct.MARIADB, TestServer.mariadb(), "");
	}

	private static TestDatabase mysql(TestProduct product, TestServer server, String options) {
		Assumptions.assumeTrue(server.isAvailable(), server.description());
		String name = name();
		String administration = server.url("mysql") + options;
		run(administration, server.username(), server.password(), "create database " + name + " character set utf8mb4");
		return TestDatabase.of(product, server.url(name) + options, server.username(), server.password(), () -> {
			run(administration, server.username(), server.password(), "drop database if exists " + name);
			// Some entities are in a database of their own.
			run(administration, server.username(), server.password(), "drop database if exists " + name + "_archive");
			run(administration, server.username(), server.password(), "drop database if exists archive");
		});
	}

	private static String name() {
		return "t" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
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
