package dev.migrate.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import dev.migrate.dialect.Rows;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.LogMessages;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures, with the settings by default, how long others wait for a table that a
 * changeset alters and that a transaction blocks. {@code migrate.blocker.seconds} is how
 * long the transaction lasts.
 */
@Tag("long")
class BlockedTableTests {

	private static final Duration BLOCKED = Duration.ofSeconds(Integer.getInteger("migrate.blocker.seconds", 5));

	@RegisterExtension
	private final LogMessages messages = LogMessages.from(Level.INFO);

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void readersGoOn(TestProduct product) throws Exception {
		files("", "alter table product add stock integer");
		try (TestDatabase database = database(product)) {
			CompletableFuture<List<RunLog.Ran>> upgrade;
			int reads = 0;
			long longest = 0;
			try (Connection blocker = database.connect(); Connection reader = database.connect()) {
				blocker.setAutoCommit(false);
				Rows.first(blocker, "select count(*) from product");
				long end = System.nanoTime() + BLOCKED.toNanos();
				upgrade = upgrade(database);
				while (System.nanoTime() < end) {
					long start = System.nanoTime();
					Rows.first(reader, "select count(*) from product");
					longest = Math.max(longest, System.nanoTime() - start);
					reads++;
					Thread.sleep(2);
				}
				assertThat(upgrade).isNotDone();
				blocker.rollback();
			}
			assertThat(upgrade.get(5, TimeUnit.MINUTES)).hasSize(1);
			assertThat(this.messages.toString()).contains("needs a lock that is held by ").contains("session ");
			System.out.printf("%s: blocked for %d s, %d reads beside it, the longest %d ms%n", product,
					BLOCKED.toSeconds(), reads, longest / 1_000_000);
		}
	}

	@Test
	void indexIsBuiltBesideAnOldTransaction() throws Exception {
		files("runInTransaction: false", "create index concurrently product_id on product (id)");
		try (TestDatabase database = database(TestProduct.POSTGRESQL)) {
			CompletableFuture<List<RunLog.Ran>> upgrade;
			try (Connection old = database.connect()) {
				old.setAutoCommit(false);
				old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
				Rows.first(old, "select count(*) from stock");
				upgrade = upgrade(database);
				Thread.sleep(BLOCKED.toMillis() / 2);
				assertThat(upgrade).isNotDone();
				old.rollback();
			}
			assertThat(upgrade.get(5, TimeUnit.MINUTES)).hasSize(1);
			try (Connection connection = database.connect()) {
				assertThat(Rows.first(connection,
						"select indisvalid from pg_index where indexrelid = 'product_id'::regclass"))
					.isEqualTo("t");
			}
			System.out.printf("An index built beside a transaction of %d s is valid%n", BLOCKED.toSeconds() / 2);
		}
	}

	private static TestDatabase database(TestProduct product) {
		return product.create()
			.execute("create table product (id integer)", "create table stock (id integer)",
					"insert into product values (1)", "insert into stock values (1)");
	}

	private void files(String attribute, String statement) {
		ChangelogFolder.withVersions(this.folder).write("db/changelog/versions/20260101000000_stock.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260101000000.1"
				      author: ada
				      %s
				      changes: [{sql: {sql: "%s"}}]
				""".formatted(attribute, statement));
	}

	// Liquibase's scope belongs to a thread.
	private CompletableFuture<List<RunLog.Ran>> upgrade(TestDatabase database) {
		LockSettings lock = new LockSettings(true, null, () -> Optional.of(connect(database)));
		MigrationTarget target = MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
			.build()
			.withRun(new RunSettings(lock, StatementSettings.DEFAULT));
		CompletableFuture<List<RunLog.Ran>> result = new CompletableFuture<>();
		new Thread(() -> {
			try {
				RealLocks
					.use(() -> result.complete(new MigrationRunner(target, new RunLog()).upgrade("head").changesets()));
			}
			catch (Exception | Error ex) {
				result.completeExceptionally(ex);
			}
		}).start();
		return result;
	}

	private static Connection connect(TestDatabase database) throws SQLException {
		return DriverManager.getConnection(database.url(), database.username(), database.password());
	}

}
