package dev.migrate.deaths;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.migrate.dialect.Rows;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for several processes that migrate one database. The figures are those of
 * {@code docs/operations.md}, which says how to measure them again.
 */
@Tag("long")
class ProcessesTests {

	private static final int PROCESSES = Integer.getInteger("migrate.processes", 6);

	private static final int STORMS = Integer.getInteger("migrate.storms", 1);

	private static final int REVISIONS = 5;

	private static final Duration TAKE_OVER = Duration.ofSeconds(2);

	private static final Duration STOP = Duration.ofSeconds(1);

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MARIADB" })
	void processesThatStartAtOnceMigrateOnce(TestProduct product) throws Exception {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder);
		for (int i = 0; i < REVISIONS; i++) {
			files.createTable("2026010%d000000".formatted(i + 1), "t" + i,
					(i == 0) ? "base" : "2026010%d000000".formatted(i));
		}
		for (int storm = 0; storm < STORMS; storm++) {
			try (TestDatabase database = product.create()) {
				List<ApplicationProcess> processes = new ArrayList<>();
				for (int i = 0; i < PROCESSES; i++) {
					processes.add(ApplicationProcess.start(database, files));
				}
				for (ApplicationProcess process : processes) {
					assertThat(process.awaitEnd()).as(process::output).isZero();
				}
				assertThat(query(database, "select ID from DATABASECHANGELOG order by ORDEREXECUTED"))
					.containsExactlyElementsOf(
							IntStream.range(1, REVISIONS + 1).mapToObj("2026010%d000000.1"::formatted).toList());
				assertThat(query(database, "select LOCKED from DATABASECHANGELOGLOCK where LOCKEDBY is not null"))
					.isEmpty();
			}
		}
		System.out.printf("%s: %d times %d processes at once, each changeset once, all up%n", product, STORMS,
				PROCESSES);
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MARIADB" })
	void nextProcessGoesOnWhenTheHolderIsKilled(TestProduct product) throws Exception {
		ChangelogFolder files = sleepingChangelog(product);
		try (TestDatabase database = product.create();
				ApplicationProcess holder = ApplicationProcess.start(database, files)) {
			awaitHolder(database, holder.process().pid());
			try (ApplicationProcess waiting = ApplicationProcess.start(database, files)) {
				waiting.awaitOutput("Waiting for the lock of migrations");
				assertThat(waiting.output()).contains("which is held by process " + holder.process().pid() + " on ");
				holder.kill();
				long killed = System.nanoTime();
				awaitHolder(database, waiting.process().pid());
				Duration took = Duration.ofNanos(System.nanoTime() - killed);
				System.out.printf("%s: the next process went on %d ms after the holder was killed%n", product,
						took.toMillis());
				assertThat(took).isLessThan(TAKE_OVER);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MARIADB" })
	void waitingProcessStopsAtOnce(TestProduct product) throws Exception {
		ChangelogFolder files = sleepingChangelog(product);
		try (TestDatabase database = product.create();
				ApplicationProcess holder = ApplicationProcess.start(database, files)) {
			awaitHolder(database, holder.process().pid());
			try (ApplicationProcess waiting = ApplicationProcess.start(database, files)) {
				waiting.awaitOutput("Waiting for the lock of migrations");
				waiting.process().destroy();
				long told = System.nanoTime();
				waiting.awaitEnd();
				Duration took = Duration.ofNanos(System.nanoTime() - told);
				System.out.printf("%s: a waiting process stopped %d ms after SIGTERM%n", product, took.toMillis());
				assertThat(took).isLessThan(STOP);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MARIADB" })
	void processThatWaitsForAnotherOneStopsAtOnce(TestProduct product) throws Exception {
		ChangelogFolder files = sleepingChangelog(product);
		try (TestDatabase database = product.create();
				ApplicationProcess holder = ApplicationProcess.start(database, files)) {
			awaitHolder(database, holder.process().pid());
			try (ApplicationProcess waiting = ApplicationProcess.startWaiting(database, files)) {
				waiting.awaitOutput("Waiting for another process to migrate the database 'main'.");
				assertThat(waiting.output()).contains("1 revision is pending: 20260101000000. The lock of migrations is"
						+ " held by process " + holder.process().pid() + " on ");
				waiting.process().destroy();
				long told = System.nanoTime();
				assertThat(waiting.awaitEnd()).isNotZero();
				Duration took = Duration.ofNanos(System.nanoTime() - told);
				System.out.printf("%s: a process that waits for another one stopped %d ms after SIGTERM%n", product,
						took.toMillis());
				assertThat(took).isLessThan(STOP);
				assertThat(holder.process().isAlive()).isTrue();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MARIADB" })
	void processesThatWaitStartWhenAnotherOneHasMigrated(TestProduct product) throws Exception {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder).createTable("20260101000000", "t", "");
		try (TestDatabase database = product.create();
				ApplicationProcess one = ApplicationProcess.startWaiting(database, files);
				ApplicationProcess other = ApplicationProcess.startWaiting(database, files)) {
			one.awaitOutput("The lock of migrations is held by no process.");
			other.awaitOutput("The lock of migrations is held by no process.");
			try (ApplicationProcess migrating = ApplicationProcess.start(database, files)) {
				assertThat(migrating.awaitEnd()).as(migrating::output).isZero();
			}
			assertThat(one.awaitEnd()).as(one::output).isZero();
			assertThat(other.awaitEnd()).as(other::output).isZero();
			assertThat(one.output()).contains("The database 'main' has been migrated by another process.");
		}
	}

	private ChangelogFolder sleepingChangelog(TestProduct product) {
		String sleep = (product == TestProduct.POSTGRESQL) ? "select pg_sleep(120)" : "do sleep(120)";
		return ChangelogFolder.withVersions(this.folder).write("db/changelog/versions/20260101000000_sleep.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260101000000.1"
				      author: ada
				      changes: [{sql: {sql: "%s"}}]
				""".formatted(sleep));
	}

	private static void awaitHolder(TestDatabase database, long pid) throws Exception {
		long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
		while (System.nanoTime() < end) {
			if (holders(database).stream().anyMatch((holder) -> holder.contains("pid=" + pid + " "))) {
				return;
			}
			Thread.sleep(10);
		}
		throw new IllegalStateException("Process " + pid + " does not get the lock: " + holders(database));
	}

	private static List<String> holders(TestDatabase database) {
		try {
			return query(database, "select LOCKEDBY from DATABASECHANGELOGLOCK where LOCKEDBY is not null");
		}
		catch (IllegalStateException ex) {
			return List.of();
		}
	}

	private static List<String> query(TestDatabase database, String sql) {
		try (Connection connection = database.connect()) {
			return Rows.read(connection, sql, List.of(), (rows) -> rows.getString(1));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
