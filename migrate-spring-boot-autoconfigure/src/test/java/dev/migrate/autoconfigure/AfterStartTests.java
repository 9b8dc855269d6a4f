package dev.migrate.autoconfigure;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import dev.migrate.DataMigration;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationException;
import dev.migrate.Migrations;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.RowMigration;
import dev.migrate.dialect.Rows;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.LogMessages;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.integration.spring.SpringLiquibase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for revisions that an application applies after its start.
 */
class AfterStartTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String AFTER_START = "  - property: {name: migrate.phase, value: after-start, global: false}\n";

	private static final AtomicReference<Runnable> BEFORE_BATCH = new AtomicReference<>(() -> {
	});

	private AutoCloseable locks;

	@RegisterExtension
	private final LogMessages messages = LogMessages.from(Level.INFO);

	@TempDir
	private Path folder;

	@BeforeEach
	void lock() {
		this.locks = RealLocks.everywhere();
	}

	@AfterEach
	void unlock() throws Exception {
		BEFORE_BATCH.set(() -> {
		});
		this.locks.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB", "H2", "SQLITE" })
	void revisionIsAppliedAfterTheStart(TestProduct product) {
		try (TestDatabase database = existing(product)) {
			revision(2, AFTER_START, "insert into person (id) values (2)");
			try (ConfigurableApplicationContext application = start(database)) {
				awaitApplied(application);
				Awaitility.await()
					.atMost(PATIENCE)
					.until(() -> this.messages.all().contains("Applied after the start: 20260102000000 (step)."));
			}
			assertThat(query(database, "select id from person order by id")).containsExactly("1", "2");
			assertThat(query(database, "select LOCKED from DATABASECHANGELOGLOCK"))
				.allMatch((locked) -> List.of("f", "0", "FALSE", "false").contains(locked));
		}
	}

	@Test
	void startDoesNotWaitForTheLockOfAnotherRun() throws Exception {
		try (TestDatabase database = existing(TestProduct.POSTGRESQL)) {
			revision(2, AFTER_START, "lock table person; insert into person (id) values (2)");
			try (Connection blocker = database.connect()) {
				blocker.setAutoCommit(false);
				Rows.execute(blocker, "lock table person in share mode");
				try (ConfigurableApplicationContext first = start(database)) {
					Awaitility.await()
						.atMost(PATIENCE)
						.until(() -> migrations(first).run().filter((run) -> run.waitingFor() != null).isPresent());
					try (ConfigurableApplicationContext second = start(database)) {
						assertThat(pending(second)).containsExactly("20260102000000");
						assertThat(migrations(second).run()).isEmpty();
						blocker.rollback();
						awaitApplied(first);
						awaitApplied(second);
					}
				}
			}
			assertThat(query(database, "select id from person order by id")).containsExactly("1", "2");
		}
	}

	@Test
	void anotherInstanceGoesOnWhenTheFirstEnds() {
		try (TestDatabase database = existing(TestProduct.POSTGRESQL)) {
			revision(2, AFTER_START, "");
			database.execute("insert into person (id) select generate_series(2, 4000)");
			BEFORE_BATCH.set(() -> sleep(20));
			ConfigurableApplicationContext first = start(database);
			awaitRows(first, 500);
			try (ConfigurableApplicationContext second = start(database)) {
				first.close();
				assertThat(this.messages.all())
					.anyMatch((message) -> message.startsWith("Stopped before all was applied"));
				BEFORE_BATCH.set(() -> {
				});
				awaitApplied(second);
			}
			assertThat(query(database, "select count(*) from person where done = 1")).containsExactly("4000");
			assertThat(query(database, "select sum(size) from batch")).containsExactly("4000");
		}
	}

	@Test
	void revisionThatDependsOnItIsRefused() {
		try (TestDatabase database = existing(TestProduct.POSTGRESQL)) {
			revision(2, AFTER_START, "insert into person (id) values (2)");
			revision(3, "", "insert into person (id) values (3)");
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> start(database))
				.satisfies((failure) -> assertThat(own(failure).code()).isEqualTo(ErrorCode.AFTER_START_PENDING))
				.satisfies((failure) -> assertThat(own(failure)).hasMessageContainingAll(
						"Revision 20260103000000 (step) cannot be applied on startup",
						"it depends on revision 20260102000000 (step)", "Run upgrade"));
			assertThat(query(database, "select id from person")).containsExactly("1");
			delete(3);
			try (ConfigurableApplicationContext application = start(database)) {
				awaitApplied(application);
			}
			revision(3, "", "insert into person (id) values (3)");
			try (ConfigurableApplicationContext application = start(database)) {
				assertThat(pending(application)).isEmpty();
			}
		}
	}

	@Test
	void revisionOfAnotherBranchDoesNotDependOnIt() {
		try (TestDatabase database = existing(TestProduct.H2)) {
			revision(2, AFTER_START + parent(1), "insert into person (id) values (2)");
			revision(3, parent(1), "insert into person (id) values (3)");
			try (ConfigurableApplicationContext application = start(database)) {
				awaitApplied(application);
			}
			assertThat(query(database, "select ID from DATABASECHANGELOG order by ORDEREXECUTED"))
				.containsExactly("20260101000000.1", "20260103000000.1", "20260102000000.1");
		}
	}

	@Test
	void newDatabaseGetsAllAtOnce() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			first();
			revision(2, AFTER_START, "");
			revision(3, "", "insert into person (id) values (3)");
			try (ConfigurableApplicationContext application = start(database)) {
				assertThat(pending(application)).isEmpty();
			}
		}
	}

	@Test
	void instanceWaitsForTheOneThatBuildsANewDatabase() throws Exception {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			first();
			revision(2, AFTER_START, "");
			revision(3, "", "insert into person (id) values (3)");
			CountDownLatch reached = new CountDownLatch(1);
			CountDownLatch goOn = new CountDownLatch(1);
			BEFORE_BATCH.set(() -> {
				reached.countDown();
				await(goOn);
			});
			CompletableFuture<ConfigurableApplicationContext> first = inBackground(() -> start(database));
			await(reached);
			CompletableFuture<ConfigurableApplicationContext> second = inBackground(() -> start(database));
			Thread.sleep(1000);
			assertThat(second).isNotDone();
			goOn.countDown();
			try (ConfigurableApplicationContext one = first.get(1, TimeUnit.MINUTES);
					ConfigurableApplicationContext other = second.get(1, TimeUnit.MINUTES)) {
				assertThat(pending(one)).isEmpty();
				assertThat(pending(other)).isEmpty();
			}
			assertThat(query(database, "select id from person order by id")).containsExactly("1", "3");
			assertThat(query(database, "select size from batch")).containsExactly("1");
		}
	}

	@Test
	void historyOfAnotherApplicationDoesNotCount() {
		try (TestDatabase database = existing(TestProduct.H2)) {
			database.execute("update DATABASECHANGELOG set FILENAME = 'other.yaml'", "drop table person",
					"drop table batch");
			revision(2, AFTER_START, "");
			revision(3, "", "insert into person (id) values (3)");
			try (ConfigurableApplicationContext application = start(database)) {
				assertThat(query(database, "select id from person order by id")).containsExactly("1", "3");
			}
		}
	}

	@Test
	void beansThatAreCreatedAfterTheStartAreHeard() {
		try (TestDatabase database = existing(TestProduct.H2)) {
			revision(2, AFTER_START, "insert into person (id) values (2)");
			try (ConfigurableApplicationContext application = start(database, "spring.main.lazy-initialization=true")) {
				assertThat(query(database, "select count(*) from DATABASECHANGELOG")).containsExactly("1");
				application.getBean(SpringLiquibase.class);
				awaitApplied(application);
			}
		}
	}

	@Test
	void tagDecidesWhatIsAppliedOnStartup() {
		try (TestDatabase database = existing(TestProduct.H2)) {
			revision(2, AFTER_START, "insert into person (id) values (2)");
			new ChangelogFolder(this.folder).write("db/changelog/versions/20260103000000_tag.yaml", """
					databaseChangeLog:
					  - changeSet: {id: "20260103000000.1", author: ada, changes: [{tagDatabase: {tag: one}}]}
					""");
			revision(4, "", "insert into person (id) values (4)");
			try (ConfigurableApplicationContext application = start(database, "spring.liquibase.tag=one")) {
				assertThat(query(database, "select id from person order by id")).containsExactly("1", "2");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "check", "wait" })
	void otherModesDoNotWaitForIt(String mode) {
		try (TestDatabase database = existing(TestProduct.H2)) {
			revision(2, AFTER_START, "insert into person (id) values (2)");
			try (ConfigurableApplicationContext application = start(database, "migrate.on-startup=" + mode,
					"migrate.wait-timeout=1s")) {
				assertThat(pending(application)).containsExactly("20260102000000");
			}
		}
	}

	@Test
	void upgradeAppliesItAtOnce() {
		try (TestDatabase database = existing(TestProduct.H2)) {
			revision(2, AFTER_START, "");
			revision(3, "", "insert into person (id) values (3)");
			try (ConfigurableApplicationContext application = start(database, "migrate.on-startup=none")) {
				migrations(application).upgrade("head");
				assertThat(pending(application)).isEmpty();
			}
			assertThat(query(database, "select done from person order by id")).containsExactly("1", null);
		}
	}

	@Test
	void failureIsLoggedAndTheApplicationGoesOn() {
		try (TestDatabase database = existing(TestProduct.H2)) {
			revision(2, AFTER_START, "insert into nowhere values (1)");
			try (ConfigurableApplicationContext application = start(database)) {
				Awaitility.await()
					.atMost(PATIENCE)
					.until(() -> this.messages
						.count("Not all is applied that was left to the time after the start.") == 1);
				assertThat(this.messages.toString()).contains("NOWHERE",
						"The next start of the application tries it again.");
				assertThat(application.isActive()).isTrue();
			}
		}
	}

	@Test
	void repeatableChangesetRunsAfterTheStartToo() {
		try (TestDatabase database = existing(TestProduct.H2)) {
			write(2, AFTER_START, "insert into person (id) values (2)", ", runOnChange: true");
			try (ConfigurableApplicationContext application = start(database)) {
				awaitApplied(application);
			}
			write(2, AFTER_START, "insert into person (id) values (3)", ", runOnChange: true");
			revision(3, "", "insert into person (id) values (4)");
			try (ConfigurableApplicationContext application = start(database)) {
				assertThat(query(database, "select max(id) from person")).containsAnyOf("4");
				awaitApplied(application);
			}
			assertThat(query(database, "select id from person order by id")).containsExactly("1", "2", "3", "4");
		}
	}

	@Test
	void unknownPhaseIsRejected() {
		try (TestDatabase database = existing(TestProduct.H2)) {
			revision(2, AFTER_START.replace("after-start", "later"), "insert into person (id) values (2)");
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> start(database))
				.satisfies((failure) -> assertThat(own(failure))
					.hasMessageContaining("is 'later'; set it to before-start or after-start."));
		}
	}

	@Test
	void formattedSqlHasThePhaseToo() {
		try (TestDatabase database = existing(TestProduct.H2)) {
			new ChangelogFolder(this.folder).write("db/changelog/versions/20260102000000_step.sql", """
					--liquibase formatted sql
					--property name:migrate.phase value:after-start global:false
					--changeset ada:20260102000000.1
					insert into person (id) values (2);
					""");
			try (ConfigurableApplicationContext application = start(database)) {
				awaitApplied(application);
				Awaitility.await()
					.atMost(PATIENCE)
					.until(() -> this.messages.all().contains("Applied after the start: 20260102000000 (step)."));
			}
		}
	}

	private TestDatabase existing(TestProduct product) {
		TestDatabase database = product.create();
		first();
		start(database).close();
		return database;
	}

	private void first() {
		ChangelogFolder.withVersions(this.folder);
		write(1, "", "create table person (id integer not null primary key, done integer)", "");
		new ChangelogFolder(this.folder).write("db/changelog/versions/20260101000000_step.yaml", text(1, "", """
				{sql: {sql: "create table person (id integer not null primary key, done integer)"}},
				{sql: {sql: "create table batch (size integer)"}},
				{sql: {sql: "insert into person (id) values (1)"}}""", ""));
	}

	private void revision(int day, String properties, String sql) {
		write(day, properties, sql, "");
	}

	// Without SQL it is a data migration
	private void write(int day, String properties, String sql, String attributes) {
		String change = sql.isEmpty()
				? "{customChange: {class: dev.migrate.run.data.DataMigrationChange, name: set-done}}"
				: "{sql: {sql: \"" + sql + "\"}}";
		new ChangelogFolder(this.folder).write("db/changelog/versions/" + id(day) + "_step.yaml",
				text(day, properties, change, attributes));
	}

	private static String text(int day, String properties, String changes, String attributes) {
		return "databaseChangeLog:\n" + properties + "  - changeSet: {id: \"" + id(day) + ".1\", author: ada"
				+ attributes + ", changes: [" + changes + "]}\n";
	}

	private static String parent(int day) {
		return "  - property: {name: migrate.parent, value: \"" + id(day) + "\", global: false}\n";
	}

	private void delete(int day) {
		new ChangelogFolder(this.folder).delete("db/changelog/versions/" + id(day) + "_step.yaml");
	}

	private static String id(int day) {
		return "202601%02d000000".formatted(day);
	}

	private ConfigurableApplicationContext start(TestDatabase database, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(
				List.of("spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.username(),
						"spring.datasource.password=" + database.password(), "logging.level.root=warn",
						"spring.liquibase.change-log=" + ChangelogFolder.MASTER, "spring.main.banner-mode=off"));
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.resourceLoader(new ChangelogFolder(this.folder).loader())
			.properties(all.toArray(String[]::new))
			.registerShutdownHook(false)
			.build();
		return application.run();
	}

	private static DatabaseMigrations migrations(ConfigurableApplicationContext application) {
		return application.getBean(Migrations.class).database("main");
	}

	private static List<String> pending(ConfigurableApplicationContext application) {
		return migrations(application).status()
			.revisions()
			.stream()
			.filter((revision) -> revision.state() != RevisionState.APPLIED)
			.map(RevisionView::id)
			.toList();
	}

	private static void awaitApplied(ConfigurableApplicationContext application) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> pending(application).isEmpty() && migrations(application).run().isEmpty());
	}

	private static void awaitRows(ConfigurableApplicationContext application, long rows) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> migrations(application).run()
				.filter((run) -> run.rows() != null && run.rows() >= rows)
				.isPresent());
	}

	private static CompletableFuture<ConfigurableApplicationContext> inBackground(
			Supplier<ConfigurableApplicationContext> start) {
		CompletableFuture<ConfigurableApplicationContext> result = new CompletableFuture<>();
		new Thread(null, () -> {
			try {
				result.complete(start.get());
			}
			catch (RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		}, "start", 0, false).start();
		return result;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void sleep(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static MigrationException own(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MigrationException own) {
				return own;
			}
		}
		throw new AssertionError("No failure of a migration", failure);
	}

	private static List<String> query(TestDatabase database, String sql) {
		try (Connection connection = database.connect()) {
			return Rows.read(connection, sql, List.of(), (rows) -> rows.getString(1));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class,
			MigrateAutoConfiguration.class })
	static class Application {

		@Bean
		SetDone setDone() {
			return new SetDone();
		}

	}

	/**
	 * A row.
	 *
	 * @param id its id
	 */
	record Person(int id) {

	}

	@DataMigration(value = "set-done", batchSize = 100)
	static class SetDone implements RowMigration<Person> {

		@Override
		public String query() {
			return "select id from person";
		}

		@Override
		public void migrate(List<Person> rows, JdbcClient jdbc) {
			BEFORE_BATCH.get().run();
			jdbc.sql("insert into batch values (?)").param(rows.size()).update();
			jdbc.sql("update person set done = 1 where id between ? and ?")
				.param(rows.get(0).id())
				.param(rows.get(rows.size() - 1).id())
				.update();
		}

	}

}
