package dev.migrate.deaths;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.Rows;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a process is alive for its orchestrator through a long migration. The
 * figures are those of {@code docs/operations.md}, which says how to measure them again.
 */
@Tag("long")
class LivenessTests {

	private static final int SECONDS = Integer.getInteger("migrate.liveness.seconds", 10);

	private static final int CHANGESETS = 5;

	private static final int PAUSE = 100;

	private static final int OK = 200;

	private static final int UNAVAILABLE = 503;

	private static final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path folder;

	@Test
	void processIsAliveThroughTheWholeMigration() throws Exception {
		int port = freePort();
		Path log = this.folder.resolve("application.log");
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			Process process = ProbedApplicationProcess.start(changelog(), log, "--server.port=" + port,
					"--server.address=127.0.0.1", "--spring.main.banner-mode=off",
					"--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.username(),
					"--spring.datasource.password=" + database.password(),
					"--spring.liquibase.change-log=" + ChangelogFolder.MASTER);
			try (Connection connection = database.connect()) {
				measure(process, port, log, connection);
			}
			finally {
				process.destroyForcibly().waitFor();
			}
		}
	}

	private static void measure(Process process, int port, Path log, Connection connection) throws Exception {
		while (status(port, "liveness") == 0) {
			assertThat(process.isAlive()).as(() -> read(log)).isTrue();
			Thread.sleep(PAUSE);
		}
		List<Integer> alive = new ArrayList<>();
		List<Integer> ready = new ArrayList<>();
		while (!isComplete(connection)) {
			alive.add(status(port, "liveness"));
			ready.add(status(port, "readiness"));
			assertThat(process.isAlive()).as(() -> read(log)).isTrue();
			Thread.sleep(PAUSE);
		}
		long answered = System.nanoTime();
		while (isAnsweredByListener(port)) {
			answered = System.nanoTime();
		}
		while (status(port, "liveness") != OK) {
			assertThat(process.isAlive()).as(() -> read(log)).isTrue();
		}
		System.out.printf(
				"POSTGRESQL: a migration of %d s, liveness asked %d times, answered with 200 %d times;"
						+ " the first answer of the web server %d ms after the last one of the listener%n",
				SECONDS, alive.size(), alive.stream().filter((status) -> status == OK).count(),
				Duration.ofNanos(System.nanoTime() - answered).toMillis());
		assertThat(alive).hasSizeGreaterThan(SECONDS).containsOnly(OK);
		assertThat(ready).containsOnly(UNAVAILABLE);
	}

	private static boolean isComplete(Connection connection) {
		try {
			return Rows.first(connection, "select count(*) from DATABASECHANGELOG").equals(String.valueOf(CHANGESETS));
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static int status(int port, String probe) throws InterruptedException {
		try {
			return ask(port, probe).statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	// The web server keeps the connection.
	private static boolean isAnsweredByListener(int port) throws InterruptedException {
		try {
			return ask(port, "liveness").headers().firstValue("Connection").filter("close"::equals).isPresent();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static HttpResponse<Void> ask(int port, String probe) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + probe);
		return client.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
				BodyHandlers.discarding());
	}

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private ChangelogFolder changelog() {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder);
		for (int i = 0; i < CHANGESETS; i++) {
			files.write("db/changelog/versions/2026010%d000000_sleep.yaml".formatted(i + 1), """
					databaseChangeLog:
					  - changeSet:
					      id: "2026010%d000000.1"
					      author: ada
					      changes: [{sql: {sql: "select pg_sleep(%s)"}}]
					""".formatted(i + 1, (double) SECONDS / CHANGESETS));
		}
		return files;
	}

}
