package dev.migrate.demo;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * A factory of empty databases on a configured or embedded PostgreSQL server.
 */
final class PostgresDatabases implements AutoCloseable {

	private final String address;

	private final String user;

	private final String password;

	private final @Nullable EmbeddedPostgres server;

	private final List<String> names = new ArrayList<>();

	private PostgresDatabases(String address, String user, String password, @Nullable EmbeddedPostgres server) {
		this.address = address;
		this.user = user;
		this.password = password;
		this.server = server;
	}

	static PostgresDatabases start() {
		String address = System.getenv("MIGRATE_TEST_POSTGRES_URL");
		if (address != null && !address.isBlank()) {
			return new PostgresDatabases(address.substring(0, address.lastIndexOf('/') + 1),
					System.getenv().getOrDefault("MIGRATE_TEST_POSTGRES_USER", "postgres"),
					System.getenv().getOrDefault("MIGRATE_TEST_POSTGRES_PASSWORD", ""), null);
		}
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setPGStartupWait(Duration.ofMinutes(2))
				.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
				.setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
				.start();
			return new PostgresDatabases("jdbc:postgresql://localhost:" + server.getPort() + "/", "postgres",
					"postgres", server);
		}
		catch (IOException | RuntimeException ex) {
			return abort("PostgreSQL is not run: MIGRATE_TEST_POSTGRES_URL is not set, and the embedded server "
					+ "did not start (" + ex.getMessage() + ")");
		}
	}

	/**
	 * Create an empty database.
	 * @return its JDBC URL
	 */
	String create() {
		String name = "shop_" + UUID.randomUUID().toString().replace("-", "");
		execute("create database " + name);
		this.names.add(name);
		return this.address + name;
	}

	/**
	 * Return the credentials of the databases.
	 * @return the variables of the environment of a Spring application
	 */
	Map<String, String> credentials() {
		return Map.of("SPRING_DATASOURCE_USERNAME", this.user, "SPRING_DATASOURCE_PASSWORD", this.password);
	}

	Connection connect(String url) throws SQLException {
		return DriverManager.getConnection(url, this.user, this.password);
	}

	@Override
	public void close() throws IOException {
		this.names.forEach((name) -> execute("drop database if exists " + name + " with (force)"));
		if (this.server != null) {
			this.server.close();
		}
	}

	private void execute(String sql) {
		try (Connection connection = connect(this.address + "postgres")) {
			connection.createStatement().execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
