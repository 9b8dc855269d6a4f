package dev.migrate.deaths;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.migrate.MigrationFailedException;
import dev.migrate.dialect.Rows;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.run.RunSettings;
import dev.migrate.run.StatementSettings;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for a database server that is killed in the middle of a changeset, and started
 * again.
 */
@Tag("long")
class KilledServerTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	private Path folder;

	@Test
	void nextRunCompletesWhatTheServerHasRolledBack() throws Exception {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder.resolve("files"));
		revision(files, 1, "create table one (id integer)");
		revision(files, 2, "create table two (id integer); select pg_sleep(100)");
		revision(files, 3, "create table three (id integer)");
		Path data = this.folder.resolve("data");
		EmbeddedPostgres killed = server(data, 0).start();
		int port = killed.getPort();
		CompletableFuture<Void> run = inBackground(() -> upgrade(files, port));
		Awaitility.await().atMost(PATIENCE).until(() -> isSleeping(port));
		kill(data);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> run.get(1, TimeUnit.MINUTES))
			.withCauseInstanceOf(MigrationFailedException.class)
			.withMessageContaining("An I/O error occurred while sending to the backend.")
			.withMessageContaining("What is applied cannot be read now; status shows it later.");
		revision(files, 2, "create table two (id integer)");
		// It cannot stop the server that is gone, and lets another one use the folder.
		killed.close();
		try (EmbeddedPostgres again = server(data, port).start()) {
			inBackground(() -> upgrade(files, again.getPort())).get(1, TimeUnit.MINUTES);
			assertThat(query(again.getPort(), "select id from databasechangelog order by orderexecuted"))
				.containsExactly("20260101000000.1", "20260102000000.1", "20260103000000.1");
			assertThat(query(again.getPort(), "select lockedby from databasechangeloglock")).containsOnlyNulls();
			assertThat(query(again.getPort(),
					"select relname from pg_class where relname in ('one', 'two', 'three') order by oid"))
				.containsExactly("one", "two", "three");
		}
	}

	private static void revision(ChangelogFolder files, int day, String sql) {
		String id = "2026010" + day + "000000";
		files.write("db/changelog/versions/" + id + "_step.yaml", """
				databaseChangeLog:
				  - changeSet: {id: "%s.1", author: ada, changes: [{sql: {sql: "%s"}}]}
				""".formatted(id, sql));
	}

	private static EmbeddedPostgres.Builder server(Path data, int port) {
		return EmbeddedPostgres.builder()
			.setPort(port)
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setPGStartupWait(Duration.ofMinutes(2))
			.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
			.setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
	}

	private static boolean isSleeping(int port) {
		return !query(port, "select 1 from pg_stat_activity where pid <> pg_backend_pid() and state = 'active'"
				+ " and query like '%pg_sleep%'")
			.isEmpty();
	}

	private static void kill(Path data) throws IOException {
		long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
		ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
		List<ProcessHandle> sessions = server.children().toList();
		server.destroyForcibly();
		sessions.forEach(ProcessHandle::destroyForcibly);
		Awaitility.await().atMost(PATIENCE).until(() -> !server.isAlive());
		Files.delete(data.resolve("postmaster.pid"));
	}

	private static void upgrade(ChangelogFolder files, int port) throws Exception {
		MigrationTarget target = MigrationTarget
			.builder("main", new DriverManagerDataSource(url(port), "postgres", "postgres"), ChangelogFolder.MASTER,
					files.loader())
			.build()
			.withRun(new RunSettings(new LockSettings(true, PATIENCE, () -> Optional.of(connect(port))),
					StatementSettings.DEFAULT));
		RealLocks.use(() -> new MigrationRunner(target, new RunLog()).upgrade("head"));
	}

	private static String url(int port) {
		return "jdbc:postgresql://localhost:" + port + "/postgres";
	}

	private static Connection connect(int port) throws SQLException {
		return DriverManager.getConnection(url(port), "postgres", "postgres");
	}

	private static List<String> query(int port, String sql) {
		try (Connection connection = connect(port)) {
			return Rows.read(connection, sql, List.of(), (rows) -> rows.getString(1));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// Liquibase's scope belongs to a thread.
	private static CompletableFuture<Void> inBackground(Action action) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		new Thread(() -> {
			try {
				action.run();
				result.complete(null);
			}
			catch (Exception | Error ex) {
				result.completeExceptionally(ex);
			}
		}).start();
		return result;
	}

	private interface Action {

		void run() throws Exception;

	}

}
