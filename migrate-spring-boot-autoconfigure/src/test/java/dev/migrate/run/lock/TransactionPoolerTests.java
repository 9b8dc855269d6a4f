package dev.migrate.run.lock;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import dev.migrate.LockState;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunSettings;
import dev.migrate.run.Session;
import dev.migrate.run.StatementSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.LogMessages;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.lockservice.LockServiceFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the lock behind PgBouncer. They are skipped where it is not installed.
 */
class TransactionPoolerTests {

	private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer"),
			Path.of("/usr/local/bin/pgbouncer"), Path.of("/opt/homebrew/bin/pgbouncer"));

	@RegisterExtension
	private final LogMessages messages = LogMessages.from(Level.INFO);

	@TempDir
	private Path folder;

	@Test
	void poolerOfTransactionsIsRecognized() throws Exception {
		behindPooler("transaction", () -> assertThat(this.messages.toString())
			.contains("a pooler that gives each transaction another session", "release-lock"));
	}

	@Test
	void poolerOfSessionsKeepsSessionLocks() throws Exception {
		behindPooler("session",
				() -> assertThat(this.messages.toString()).doesNotContain("a pooler that gives each transaction"));
	}

	private void behindPooler(String mode, Runnable assertion) throws Exception {
		Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
		Assumptions.assumeTrue(program != null, "PgBouncer is not installed");
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder.resolve("files"));
		RealLocks.use(() -> {
			try (TestDatabase database = TestProduct.POSTGRESQL.create();
					Pooler pooler = Pooler.start(program, this.folder, database, mode)) {
				DriverManagerDataSource pooled = new DriverManagerDataSource(pooler.url, database.username(),
						database.password());
				MigrationTarget target = MigrationTarget.builder("main", pooled, ChangelogFolder.MASTER, files.loader())
					.build()
					.withRun(new RunSettings(new LockSettings(true, null, () -> Optional.of(pooled.getConnection())),
							StatementSettings.DEFAULT));
				HistoryTables.create(target);
				try (Session first = Session.open(target); Session second = Session.open(target)) {
					assertThat(LockServiceFactory.getInstance().getLockService(first.database()).acquireLock())
						.isTrue();
					assertThat(LockServiceFactory.getInstance().getLockService(second.database()).acquireLock())
						.isFalse();
					assertThat(second.lock().state()).isEqualTo(LockState.HELD);
					LockServiceFactory.getInstance().getLockService(first.database()).releaseLock();
					assertThat(second.lock().state()).isEqualTo(LockState.FREE);
				}
				assertion.run();
			}
		});
	}

	/**
	 * A pooler of one test.
	 *
	 * @param process its process
	 * @param url the URL of the database behind it
	 */
	private record Pooler(Process process, String url) implements AutoCloseable {

		static Pooler start(Path program, Path folder, TestDatabase database, String mode) throws Exception {
			int port = freePort();
			String address = database.url().replaceFirst("jdbc:postgresql://", "").replaceFirst("\\?.*", "");
			String host = address.replaceFirst("[:/].*", "");
			String server = address.replaceFirst("^[^:]*:", "").replaceFirst("/.*", "");
			String name = address.replaceFirst(".*/", "");
			Path settings = folder.resolve("pgbouncer-" + mode + ".ini");
			Files.writeString(settings, """
					[databases]
					%1$s = host=%2$s port=%3$s dbname=%1$s user=%4$s password=%5$s
					[pgbouncer]
					listen_addr = 127.0.0.1
					listen_port = %6$d
					unix_socket_dir =
					auth_type = any
					pool_mode = %7$s
					default_pool_size = 5
					ignore_startup_parameters = extra_float_digits
					""".formatted(name, host, server, database.username(), database.password(), port, mode));
			ProcessBuilder builder = new ProcessBuilder(command(program, settings)).redirectErrorStream(true)
				.redirectOutput(folder.resolve("pgbouncer.log").toFile());
			Process process = builder.start();
			String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?prepareThreshold=0";
			for (int i = 0; i < 100; i++) {
				try (Connection connection = DriverManager.getConnection(url, database.username(),
						database.password())) {
					return new Pooler(process, url);
				}
				catch (SQLException ex) {
					Thread.sleep(50);
				}
			}
			process.destroyForcibly();
			throw new IllegalStateException(
					"PgBouncer did not start: " + Files.readString(folder.resolve("pgbouncer.log")));
		}

		// It does not run as root.
		private static List<String> command(Path program, Path settings) throws IOException {
			if (!"root".equals(System.getProperty("user.name"))) {
				return List.of(program.toString(), settings.toString());
			}
			Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
			Files.setPosixFilePermissions(settings.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
			return List.of(program.toString(), "-u", "nobody", settings.toString());
		}

		private static int freePort() throws IOException {
			try (ServerSocket socket = new ServerSocket(0)) {
				return socket.getLocalPort();
			}
		}

		@Override
		public void close() throws InterruptedException {
			this.process.destroy();
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}

	}

}
