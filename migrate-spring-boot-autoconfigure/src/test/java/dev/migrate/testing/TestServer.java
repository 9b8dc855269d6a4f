package dev.migrate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A database server that all tests of this JVM share: a configured one, else one in
 * Docker, else embedded binaries from Maven.
 *
 * @param description the origin of the server, or the reason for its absence
 * @param address the JDBC URL up to the name of the database; empty if there is none
 * @param username the name of a user who may create databases
 * @param password the password of the user
 */
public record TestServer(String description, String address, String username, String password) {

	private static final Logger logger = LoggerFactory.getLogger(TestServer.class);

	private static final String DEFAULT_IMAGE = "postgres:17-alpine";

	/**
	 * Return the shared PostgreSQL server, started on first use.
	 * @return the server, which may be unavailable
	 */
	public static TestServer postgresql() {
		return Postgresql.SERVER;
	}

	/**
	 * Return the shared MySQL server, started on first use.
	 * @return the server, which may be unavailable
	 */
	public static TestServer mysql() {
		return MysqlServers.mysql();
	}

	/**
	 * Return the shared MariaDB server, started on first use.
	 * @return the server, which may be unavailable
	 */
	public static TestServer mariadb() {
		return MysqlServers.mariadb();
	}

	/**
	 * Return whether the server is available.
	 * @return {@code false} if tests that need it must be skipped
	 */
	public boolean isAvailable() {
		return !this.address.isEmpty();
	}

	/**
	 * Return the URL of one of the server's databases.
	 * @param database the name of the database
	 * @return the JDBC URL
	 */
	public String url(String database) {
		return this.address + database;
	}

	private static TestServer startPostgresql() {
		String url = System.getenv("MIGRATE_TEST_POSTGRES_URL");
		if (isSet(url)) {
			return new TestServer("PostgreSQL at the address of MIGRATE_TEST_POSTGRES_URL",
					url.substring(0, url.lastIndexOf('/') + 1),
					System.getenv().getOrDefault("MIGRATE_TEST_POSTGRES_USER", "postgres"),
					System.getenv().getOrDefault("MIGRATE_TEST_POSTGRES_PASSWORD", ""));
		}
		String image = System.getenv("MIGRATE_TEST_POSTGRES_IMAGE");
		if (isSet(image)) {
			// The image was requested explicitly: a fallback to another server would hide
			// its failure.
			return startContainer(image);
		}
		try {
			if (mayHaveEngine() && DockerClientFactory.instance().isDockerAvailable()) {
				return CompletableFuture.supplyAsync(() -> startContainer(DEFAULT_IMAGE)).get(3, TimeUnit.MINUTES);
			}
		}
		catch (Exception ex) {
			logger.warn("No PostgreSQL in Docker ({}), trying the embedded one", ex.getMessage());
		}
		return startEmbedded();
	}

	static boolean mayHaveEngine() {
		// Otherwise, each search for a missing engine takes seconds.
		return isSet(System.getenv("DOCKER_HOST")) || Files.exists(Path.of("/var/run/docker.sock"))
				|| Files.exists(Path.of(System.getProperty("user.home"), ".docker"))
				|| Files.exists(Path.of(System.getProperty("user.home"), ".testcontainers.properties"));
	}

	@SuppressWarnings("resource")
	private static TestServer startContainer(String image) {
		PostgreSQLContainer container = new PostgreSQLContainer(
				DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
			.withCommand("postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
					"-c", "max_connections=200");
		container.start();
		Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
		return new TestServer("PostgreSQL in Docker (" + image + ")",
				"jdbc:postgresql://" + container.getHost() + ":"
						+ container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/",
				container.getUsername(), container.getPassword());
	}

	@SuppressWarnings("resource")
	private static TestServer startEmbedded() {
		try {
			EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
				.setPGStartupWait(Duration.ofMinutes(2))
				.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
				.setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("encoding", "UTF8");
			Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "max_connections", "200")
				.forEach(builder::setServerConfig);
			EmbeddedPostgres postgres = builder.start();
			return new TestServer("embedded PostgreSQL", "jdbc:postgresql://localhost:" + postgres.getPort() + "/",
					"postgres", "postgres");
		}
		catch (IOException | RuntimeException ex) {
			return new TestServer("PostgreSQL is not run: no address in MIGRATE_TEST_POSTGRES_URL, no Docker engine, "
					+ "and the embedded server did not start (" + ex.getMessage() + ")", "", "", "");
		}
	}

	static boolean isSet(String value) {
		return value != null && !value.isBlank();
	}

	private static final class Postgresql {

		private static final TestServer SERVER = start();

		private static TestServer start() {
			TestServer server = startPostgresql();
			logger.info("Tests use {}", server.description());
			return server;
		}

	}

}
