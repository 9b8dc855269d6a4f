package dev.migrate.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.dialect.Rows;
import dev.migrate.run.lock.ActionChange;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.LogMessages;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LimitedStatements}, with the locks of real databases.
 */
class LimitedStatementsTests {

	private static final String FILE = "db/changelog/versions/20260101000000_stock.yaml";

	private static final Duration LIMIT = Duration.ofMillis(300);

	private static final Duration LONG = Duration.ofMinutes(5);

	private static final Duration SHORT = Duration.ofSeconds(2);

	@RegisterExtension
	private final LogMessages messages = LogMessages.from(Level.INFO);

	private final RunLog log = new RunLog();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MYSQL", "MARIADB", "H2" })
	void blockedChangesetIsRepeatedUntilItHasItsLocks(TestProduct product) throws Exception {
		files("", "insert into stock (id) values (1)", "alter table product add stock integer",
				"insert into stock (id) values (2)");
		run(product, (database) -> {
			CompletableFuture<List<RunLog.Ran>> upgrade;
			try (Connection blocker = block(database)) {
				upgrade = upgrade(database, LONG);
				this.messages.await(upgrade, "tried again", 2);
				assertThat(upgrade).isNotDone();
				assertThat(this.log.run()).hasValueSatisfying(
						(state) -> assertThat(state.waitingFor()).startsWith("a lock that is held by "));
				blocker.rollback();
			}
			assertThat(upgrade.get(1, TimeUnit.MINUTES)).hasSize(1);
			assertThat(this.log.run()).isEmpty();
			assertThat(query(database, "select id from stock order by id")).containsExactly("1", "2");
			assertThat(query(database, "select stock from product")).containsOnlyNulls();
			assertThat(query(database, "select count(*) from DATABASECHANGELOG")).containsExactly("1");
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MYSQL", "MARIADB" })
	void failureNamesTheBlockingSession(TestProduct product) throws Exception {
		files("", "alter table product add stock integer");
		run(product, (database) -> {
			try (Connection blocker = block(database)) {
				CompletableFuture<List<RunLog.Ran>> upgrade = upgrade(database, SHORT);
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> upgrade.get(1, TimeUnit.MINUTES))
					.havingCause()
					.isInstanceOfSatisfying(MigrationFailedException.class,
							(failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.STATEMENT_BLOCKED))
					.withMessageContaining("A lock that the statement needs was given up after ")
					.withMessageContaining("session " + sessionOf(product, blocker) + " (user " + database.username())
					.withMessageContaining("None of its statements has taken effect.")
					.withMessageNotContaining("secret");
				blocker.rollback();
			}
			assertThat(upgrade(database, SHORT).get(1, TimeUnit.MINUTES)).hasSize(1);
		});
	}

	@Test
	void interruptedThreadStopsAtOnce() throws Exception {
		files("", "alter table product add stock integer");
		run(TestProduct.POSTGRESQL, (database) -> {
			try (Connection blocker = block(database)) {
				CompletableFuture<Thread> thread = new CompletableFuture<>();
				CompletableFuture<List<RunLog.Ran>> upgrade = inBackground(() -> {
					thread.complete(Thread.currentThread());
					return new MigrationRunner(target(database, LONG), new RunLog()).upgrade("head").changesets();
				});
				this.messages.await(upgrade, "tried again", 1);
				thread.get().interrupt();
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> upgrade.get(1, TimeUnit.MINUTES))
					.withMessageContaining("was waited for when the process was stopped");
				blocker.rollback();
			}
		});
	}

	@Test
	void failureMasksTheStatementOfTheBlockingSession() throws Exception {
		files("", "alter table product add stock integer");
		run(TestProduct.POSTGRESQL, (database) -> {
			try (Connection blocker = block(database)) {
				blocker.setClientInfo("ApplicationName", "report");
				CompletableFuture<List<RunLog.Ran>> upgrade = upgrade(database, SHORT);
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> upgrade.get(1, TimeUnit.MINUTES))
					.withMessageContaining("application report, in a transaction for ")
					.withMessageNotContaining("secret");
				blocker.rollback();
			}
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MYSQL", "MARIADB", "H2" })
	void otherSessionsAreNotKeptWaiting(TestProduct product) throws Exception {
		files("", "alter table product add stock integer");
		run(product, (database) -> {
			CompletableFuture<List<RunLog.Ran>> upgrade;
			try (Connection blocker = block(database)) {
				upgrade = upgrade(database, LONG);
				AtomicInteger read = new AtomicInteger();
				while (this.messages.count("tried again") < 3) {
					assertThat(upgrade).as(this.messages::toString).isNotDone();
					query(database, "select count(*) from product");
					read.incrementAndGet();
				}
				assertThat(read).hasPositiveValue();
				assertThat(upgrade).isNotDone();
				blocker.rollback();
			}
			assertThat(upgrade.get(1, TimeUnit.MINUTES)).hasSize(1);
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MYSQL", "MARIADB" })
	void undoneChangesetIsRepeatedToo(TestProduct product) throws Exception {
		files("", "alter table product add stock integer");
		run(product, (database) -> {
			upgrade(database, LONG).get(1, TimeUnit.MINUTES);
			MigrationRunner runner = new MigrationRunner(target(database, LONG), new RunLog());
			CompletableFuture<Void> downgrade;
			try (Connection blocker = block(database)) {
				downgrade = inBackground(() -> {
					runner.downgrade(runner.planDowngrade("base"));
					return null;
				});
				this.messages.await(downgrade, "tried again", 1);
				blocker.rollback();
			}
			downgrade.get(1, TimeUnit.MINUTES);
			assertThat(query(database, "select count(*) from DATABASECHANGELOG")).containsExactly("0");
			database.execute("alter table product add stock integer");
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MYSQL", "MARIADB" })
	void sessionHasItsOwnLimitAfterwards(TestProduct product) throws Exception {
		files("runInTransaction: false", "alter table product add stock integer",
				"alter table product add price integer");
		run(product, (database) -> {
			String setting = (product == TestProduct.POSTGRESQL) ? "show lock_timeout"
					: "select @@session.lock_wait_timeout";
			try (Connection own = database.connect()) {
				Rows.execute(own, (product == TestProduct.POSTGRESQL) ? "set lock_timeout = '7s'"
						: "set session lock_wait_timeout = 77");
				String before = Rows.first(own, setting);
				MigrationTarget target = MigrationTarget
					.builder("main", new SingleConnectionDataSource(own, true), ChangelogFolder.MASTER,
							new ChangelogFolder(this.folder).loader())
					.build()
					.withRun(settings(database, SHORT));
				new MigrationRunner(target, new RunLog()).upgrade("head");
				assertThat(Rows.first(own, setting)).isEqualTo(before);
				new ChangelogFolder(this.folder).write("db/changelog/versions/20260102000000_fails.yaml",
						text("20260102000000", "runInTransaction: false", "alter table product add height integer",
								"alter table missing add width integer"));
				assertThatExceptionOfType(MigrationFailedException.class)
					.isThrownBy(() -> new MigrationRunner(target, new RunLog()).upgrade("head"));
				assertThat(Rows.first(own, setting)).isEqualTo(before);
			}
		});
	}

	@Test
	void limitOfTheChangesetItselfIsKept() throws Exception {
		files("", "set local lock_timeout = '150ms'", "alter table product add stock integer",
				"insert into stock (id) select setting::integer from pg_settings where name = 'lock_timeout'");
		run(TestProduct.POSTGRESQL, (database) -> {
			upgrade(database, SHORT).get(1, TimeUnit.MINUTES);
			assertThat(query(database, "select id from stock")).containsExactly("150");
		});
	}

	@Test
	void rowsAreWaitedForUntilATableIsLocked() throws Exception {
		String current = "insert into stock (id) select setting::integer from pg_settings where name = 'lock_timeout'";
		files("", current, "alter table product validate constraint positive", current,
				"alter table product add stock integer", current);
		run(TestProduct.POSTGRESQL, (database) -> {
			database.execute("alter table product add constraint positive check (id > 0) not valid");
			upgrade(database, SHORT).get(1, TimeUnit.MINUTES);
			assertThat(query(database, "select id from stock order by 1")).containsExactly("0", "0", "300");
		});
	}

	@Test
	void statementWithoutALimitWaits() throws Exception {
		files("", "alter table product add stock integer",
				"insert into stock (id) select setting::integer from pg_settings where name = 'lock_timeout'");
		run(TestProduct.POSTGRESQL, (database) -> {
			MigrationTarget target = target(database, SHORT)
				.withRun(new RunSettings(settings(database, SHORT).lock(), StatementSettings.UNLIMITED));
			new MigrationRunner(target, new RunLog()).upgrade("head");
			assertThat(query(database, "select id from stock")).containsExactly("0");
		});
	}

	@Test
	void valuesOfPreparedStatementsAreRepeated() throws Exception {
		new ChangelogFolder(this.folder).write("db/changelog/versions/stock.csv",
				"id,name\n1,first\n2,NULL\n3,third\n");
		ChangelogFolder.withVersions(this.folder)
			.write(FILE,
					"""
							databaseChangeLog:
							  - changeSet:
							      id: "20260101000000.1"
							      author: ada
							      changes:
							        - loadData: {tableName: stock, file: db/changelog/versions/stock.csv, usePreparedStatements: true}
							        - sql: {sql: "alter table product add stock integer"}
							""");
		run(TestProduct.POSTGRESQL, (database) -> {
			upgradeBeside(block(database), target(database, LONG));
			assertThat(query(database, "select id || coalesce(name, '-') from stock order by 1"))
				.containsExactly("1first", "2-", "3third");
		});
	}

	@Test
	void batchThatIsBlockedIsRepeated() throws Exception {
		new ChangelogFolder(this.folder).write("db/changelog/versions/stock.csv",
				"id,name\n1,first\n2,NULL\n3,third\n");
		ChangelogFolder.withVersions(this.folder)
			.write(FILE,
					"""
							databaseChangeLog:
							  - changeSet:
							      id: "20260101000000.1"
							      author: ada
							      changes:
							        - sql: {sql: "alter table product add stock integer"}
							        - loadData: {tableName: stock, file: db/changelog/versions/stock.csv, usePreparedStatements: true}
							""");
		run(TestProduct.POSTGRESQL, (database) -> {
			upgradeBeside(block(database, "lock table stock"), target(database, LONG));
			assertThat(query(database, "select id || coalesce(name, '-') from stock order by 1"))
				.containsExactly("1first", "2-", "3third");
		});
	}

	@Test
	void repeatedStatementsUseTheDefaultSchema() throws Exception {
		files("", "create table created (id integer)", "insert into created values (1)",
				"alter table public.product add stock integer");
		run(TestProduct.POSTGRESQL, (database) -> {
			database.execute("create schema shop");
			MigrationTarget target = MigrationTarget
				.builder("main", database.dataSource(), ChangelogFolder.MASTER,
						new ChangelogFolder(this.folder).loader())
				.defaultSchema("shop")
				.build()
				.withRun(settings(database, LONG));
			upgradeBeside(block(database), target);
			assertThat(query(database, "select id from shop.created")).containsExactly("1");
			MigrationRunner runner = new MigrationRunner(target, this.log);
			runner.downgrade(runner.planDowngrade("base"));
		});
	}

	@Test
	void transactionWithCodeIsNotRepeated() throws Exception {
		ActionChange.during((connection) -> Rows.execute(connection, "insert into stock (id) values (7)"));
		ChangelogFolder.withVersions(this.folder).write(FILE, """
				databaseChangeLog:
				  - changeSet:
				      id: "20260101000000.1"
				      author: ada
				      changes:
				        - customChange: {class: dev.migrate.run.lock.ActionChange}
				        - sql: {sql: "alter table product add stock integer"}
				""");
		assertThatItWaitsOnce("7");
	}

	@Test
	void transactionThatTheChangesetEndsIsNotRepeated() throws Exception {
		files("", "insert into stock (id) values (1)", "commit", "alter table product add stock integer");
		assertThatItWaitsOnce("1");
	}

	@Test
	void transactionThatAScriptEndsIsNotRepeated() throws Exception {
		ChangelogFolder.withVersions(this.folder).write(FILE, """
				databaseChangeLog:
				  - changeSet:
				      id: "20260101000000.1"
				      author: ada
				      changes:
				        - sql: {splitStatements: false, sql: "insert into stock (id) values (1); commit; begin"}
				        - sql: {sql: "alter table product add stock integer"}
				""");
		assertThatItWaitsOnce("1");
	}

	// Nothing is given up that cannot be repeated.
	private void assertThatItWaitsOnce(String row) throws Exception {
		run(TestProduct.POSTGRESQL, (created) -> {
			CompletableFuture<List<RunLog.Ran>> upgrade;
			try (Connection blocker = block(created)) {
				upgrade = upgrade(created, SHORT);
				while (query(created, "select 1 from pg_locks where relation = 'product'::regclass and not granted")
					.isEmpty()) {
					assertThat(upgrade).isNotDone();
					Thread.sleep(10);
				}
				Thread.sleep(LIMIT.toMillis() * 2);
				assertThat(upgrade).isNotDone();
				blocker.rollback();
			}
			upgrade.get(1, TimeUnit.MINUTES);
			assertThat(query(created, "select id from stock")).containsExactly(row);
		});
		ActionChange.during((connection) -> {
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "MYSQL", "MARIADB" })
	void statementOfATransactionOfItsOwnIsNotRepeated(TestProduct product) throws Exception {
		files("", "start transaction", "insert into stock (id) values (1)", "update product set name = 'two'",
				"commit");
		run(product, (database) -> {
			database.execute("set global innodb_lock_wait_timeout = 1");
			try (Connection blocker = block(database)) {
				assertThatExceptionOfType(ExecutionException.class)
					.isThrownBy(() -> upgrade(database, LONG).get(1, TimeUnit.MINUTES))
					.withMessageContaining("Lock wait timeout exceeded");
				blocker.rollback();
			}
			database.execute("set global innodb_lock_wait_timeout = 50");
		});
	}

	@Test
	void preparedStatementOfAnotherChangesetBelongsToTheOneThatRuns() throws Exception {
		new ChangelogFolder(this.folder).write("db/changelog/versions/stock.csv", "id,name\n1,first\n");
		ChangelogFolder.withVersions(this.folder)
			.write(FILE,
					"""
							databaseChangeLog:
							  - changeSet:
							      id: "20260101000000.1"
							      author: ada
							      changes:
							        - loadData: {tableName: stock, file: db/changelog/versions/stock.csv, usePreparedStatements: true}
							  - changeSet:
							      id: "20260101000000.2"
							      author: ada
							      changes:
							        - loadData: {tableName: stock, file: db/changelog/versions/stock.csv, usePreparedStatements: true}
							        - sql: {sql: "alter table product add stock integer"}
							""");
		run(TestProduct.POSTGRESQL, (database) -> {
			upgradeBeside(block(database), target(database, LONG));
			assertThat(query(database, "select id from stock")).containsExactly("1", "1");
		});
	}

	@Test
	void indexIsBuiltConcurrentlyBesideAnOldTransaction() throws Exception {
		files("runInTransaction: false", "create index concurrently product_id on product (id)");
		run(TestProduct.POSTGRESQL, (database) -> {
			CompletableFuture<List<RunLog.Ran>> upgrade;
			try (Connection old = database.connect()) {
				old.setAutoCommit(false);
				old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
				Rows.first(old, "select count(*) from stock");
				upgrade = upgrade(database, SHORT);
				this.messages.await(upgrade, "It lets others read and change the table meanwhile", 2);
				assertThat(this.log.run()).hasValueSatisfying((state) -> assertThat(state.waitingFor())
					.matches("session \\d+ \\(.*select count\\(\\*\\) from stock\\) to end"));
				assertThat(query(database, "select count(*) from product")).containsExactly("1");
				assertThat(this.messages.toString())
					.contains("waits for session " + sessionOf(TestProduct.POSTGRESQL, old));
				old.rollback();
			}
			upgrade.get(1, TimeUnit.MINUTES);
			assertThat(query(database, "select indisvalid from pg_index where indexrelid = 'product_id'::regclass"))
				.containsExactly("t");
		});
	}

	@Test
	void sessionsThatWaitForEachOtherAreNoFailure() throws Exception {
		files("", "alter table product add stock integer", "alter table stock add place integer");
		run(TestProduct.POSTGRESQL, (database) -> {
			CompletableFuture<List<RunLog.Ran>> upgrade;
			try (Connection other = database.connect()) {
				other.setAutoCommit(false);
				Rows.execute(other, "set deadlock_timeout = '1h'");
				Rows.execute(other, "lock table stock");
				MigrationTarget target = target(database, LONG).withRun(new RunSettings(settings(database, LONG).lock(),
						new StatementSettings(Duration.ofMinutes(1), LONG, LONG)));
				upgrade = inBackground(() -> new MigrationRunner(target, new RunLog()).upgrade("head").changesets());
				while (query(database, "select 1 from pg_locks where relation = 'stock'::regclass and not granted")
					.isEmpty()) {
					Thread.sleep(10);
				}
				Rows.execute(other, "lock table product");
				other.rollback();
			}
			assertThat(upgrade.get(1, TimeUnit.MINUTES)).hasSize(1);
		});
	}

	private static Connection block(TestDatabase database) throws SQLException {
		return block(database, "update product set name = 'secret'");
	}

	private static Connection block(TestDatabase database, String statement) throws SQLException {
		Connection blocker = database.connect();
		blocker.setAutoCommit(false);
		Rows.execute(blocker, statement);
		return blocker;
	}

	private void upgradeBeside(Connection blocker, MigrationTarget target) throws Exception {
		CompletableFuture<List<RunLog.Ran>> upgrade;
		try (blocker) {
			upgrade = upgrade(target);
			this.messages.await(upgrade, "tried again", 1);
			blocker.rollback();
		}
		upgrade.get(1, TimeUnit.MINUTES);
	}

	private static String sessionOf(TestProduct product, Connection connection) throws SQLException {
		return Rows.first(connection,
				(product == TestProduct.POSTGRESQL) ? "select pg_backend_pid()" : "select connection_id()");
	}

	private CompletableFuture<List<RunLog.Ran>> upgrade(TestDatabase database, Duration retryTimeout) {
		return upgrade(target(database, retryTimeout));
	}

	private CompletableFuture<List<RunLog.Ran>> upgrade(MigrationTarget target) {
		return inBackground(() -> new MigrationRunner(target, this.log).upgrade("head").changesets());
	}

	// Liquibase's scope belongs to a thread.
	private static <T> CompletableFuture<T> inBackground(Work<T> work) {
		CompletableFuture<T> result = new CompletableFuture<>();
		new Thread(() -> {
			try {
				RealLocks.use(() -> result.complete(work.run()));
			}
			catch (Exception | Error ex) {
				result.completeExceptionally(ex);
			}
		}).start();
		return result;
	}

	private void run(TestProduct product, Action action) throws Exception {
		try (TestDatabase database = product.create()) {
			database.execute("create table product (id integer, name varchar(20))",
					"create table stock (id integer, name varchar(20))", "insert into product values (1, 'one')");
			action.run(database);
		}
	}

	private void files(String attribute, String... statements) {
		ChangelogFolder.withVersions(this.folder).write(FILE, text("20260101000000", attribute, statements));
	}

	private static String text(String revision, String attribute, String... statements) {
		StringBuilder text = new StringBuilder("""
				databaseChangeLog:
				  - changeSet:
				      id: "%s.1"
				      author: ada
				""".formatted(revision));
		if (!attribute.isEmpty()) {
			text.append("      ").append(attribute).append('\n');
		}
		text.append("      changes:\n");
		for (String statement : statements) {
			text.append("        - sql: {sql: \"").append(statement).append("\"}\n");
		}
		return text.append("      rollback: [{sql: {sql: \"alter table product drop column stock\"}}]\n").toString();
	}

	private MigrationTarget target(TestDatabase database, Duration retryTimeout) {
		return MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
			.build()
			.withRun(settings(database, retryTimeout));
	}

	private static RunSettings settings(TestDatabase database, Duration retryTimeout) {
		LockSettings lock = new LockSettings(true, null, () -> Optional
			.of(DriverManager.getConnection(database.url(), database.username(), database.password())));
		return new RunSettings(lock, new StatementSettings(LIMIT, LONG, retryTimeout));
	}

	private static List<String> query(TestDatabase database, String sql) {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(60);
			return Rows.read(connection, sql, List.of(), (rows) -> rows.getString(1));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Action {

		void run(TestDatabase database) throws Exception;

	}

	private interface Work<T> {

		T run() throws Exception;

	}

}
