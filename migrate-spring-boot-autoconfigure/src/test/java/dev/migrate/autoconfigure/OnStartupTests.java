package dev.migrate.autoconfigure;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import javax.sql.DataSource;

import dev.migrate.CheckRequest;
import dev.migrate.MigrationException;
import dev.migrate.MigrationListener;
import dev.migrate.Migrations;
import dev.migrate.MoveRequest;
import dev.migrate.RevisionState;
import dev.migrate.autoconfigure.StartupProperties.OnStartup;
import dev.migrate.command.mode.CommandMode;
import dev.migrate.dialect.Rows;
import dev.migrate.run.lock.Waiting;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code migrate.on-startup}.
 */
class OnStartupTests {

	private static final String FIRST = "20260101000000";

	private static final String SECOND = "20260102000000";

	private static final String UNREACHABLE = "jdbc:h2:tcp://127.0.0.1:1/nowhere";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "UPGRADE, EMPTY, starts", "UPGRADE, UP_TO_DATE, starts", "UPGRADE, PENDING, starts",
			"UPGRADE, DELETED, starts", "UPGRADE, NEWER, starts", "UPGRADE, DRIFT, starts", "UPGRADE, ACCEPTED, starts",
			"CHECK, EMPTY, revisions-pending", "CHECK, UP_TO_DATE, starts", "CHECK, PENDING, revisions-pending",
			"CHECK, EDITED, changeset-edited", "CHECK, DELETED, revision-unknown", "CHECK, NEWER, starts",
			"CHECK, NEWER_AND_REPEATED, starts", "CHECK, DRIFT, entities-differ", "CHECK, ACCEPTED, starts",
			"WAIT, EMPTY, wait-timed-out", "WAIT, UP_TO_DATE, starts", "WAIT, PENDING, wait-timed-out",
			"WAIT, EDITED, changeset-edited", "WAIT, DELETED, revision-unknown", "WAIT, NEWER, starts",
			"WAIT, NEWER_AND_REPEATED, starts", "WAIT, DRIFT, starts", "WAIT, ACCEPTED, starts", "NONE, EMPTY, starts",
			"NONE, UP_TO_DATE, starts", "NONE, PENDING, starts", "NONE, EDITED, starts", "NONE, DELETED, starts",
			"NONE, NEWER, starts", "NONE, DRIFT, starts", "NONE, ACCEPTED, starts" })
	void applicationStartsOrIsRefused(OnStartup mode, State state, String expected) throws Exception {
		applicationStartsOrIsRefused(TestProduct.H2, mode, state, expected);
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, EMPTY, revisions-pending", "CHECK, UP_TO_DATE, starts", "CHECK, EDITED, changeset-edited",
			"CHECK, NEWER, starts", "CHECK, DRIFT, entities-differ", "CHECK, ACCEPTED, starts",
			"WAIT, EMPTY, wait-timed-out", "WAIT, UP_TO_DATE, starts", "NONE, EMPTY, starts" })
	void applicationOnServerStartsOrIsRefused(OnStartup mode, State state, String expected) throws Exception {
		applicationStartsOrIsRefused(TestProduct.POSTGRESQL, mode, state, expected);
	}

	private void applicationStartsOrIsRefused(TestProduct product, OnStartup mode, State state, String expected)
			throws Exception {
		try (TestDatabase database = product.create()) {
			prepare(database, state);
			List<String> before = content(database);
			assertThat(start(database, mode)).isEqualTo(expected);
			if (mode != OnStartup.UPGRADE) {
				assertThat(content(database)).isEqualTo(before);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, database-unreachable", "WAIT, database-unreachable", "NONE, starts" })
	void unreachableDatabaseIsNeededByTheModesThatRead(OnStartup mode, String expected) {
		changelog();
		assertThat(outcome(withoutEntities(UNREACHABLE, "sa", "")
			.withPropertyValues("spring.datasource.hikari.connection-timeout=300")
			.withPropertyValues(properties(mode)))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, EMPTY, revisions-pending", "CHECK, DRIFT, starts", "WAIT, EMPTY, wait-timed-out",
			"WAIT, DRIFT, starts", "NONE, EMPTY, starts" })
	void applicationWithoutEntitiesComparesNone(OnStartup mode, State state, String expected) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, state);
			List<String> before = content(database);
			assertThat(outcome(withoutEntities(database.url(), database.username(), database.password())
				.withPropertyValues(properties(mode)))).isEqualTo(expected);
			assertThat(content(database)).isEqualTo(before);
		}
	}

	@Test
	void upgradeIsTheDefault() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			application(database).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(StartupProperties.class).onStartup()).isEqualTo(OnStartup.UPGRADE);
				assertThat(content(database)).contains("person");
			});
		}
	}

	@Test
	void unknownValueIsNamedWithTheValidOnes() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			application(database).withPropertyValues("migrate.on-startup=maybe")
				.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("OnStartup.maybe"));
			assertThat(content(database)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(value = OnStartup.class, names = "UPGRADE", mode = EnumSource.Mode.EXCLUDE)
	void migrationsWorkInEveryMode(OnStartup mode) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, State.UP_TO_DATE);
			application(database).withPropertyValues(properties(mode)).run((context) -> {
				assertThat(context).hasSingleBean(SpringLiquibase.class);
				assertThat(context.getBean(Migrations.class).database("main").status().revisions())
					.extracting((revision) -> revision.state())
					.containsOnly(RevisionState.APPLIED);
			});
		}
	}

	@Test
	void applicationThatRunsNothingCanBeUpgradedFromJava() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			application(database).withPropertyValues(properties(OnStartup.NONE)).run((context) -> {
				assertThat(content(database)).isEmpty();
				context.getBean(Migrations.class)
					.database("main")
					.upgrade(MoveRequest.to("head"), MigrationListener.NONE);
				assertThat(content(database)).contains("person");
			});
		}
	}

	@ParameterizedTest
	@EnumSource(OnStartup.class)
	void commandModeIsUnaffected(OnStartup mode) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			application(database).withBean(CommandMode.class, () -> new CommandMode(null))
				.withBean(BeanPostProcessor.class, OnStartupTests::guard)
				.withPropertyValues(properties(mode))
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(content(database)).isEmpty();
		}
	}

	private static BeanPostProcessor guard() {
		LiquibaseGuard guard = new LiquibaseGuard();
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				guard.disarm(bean);
				return bean;
			}

		};
	}

	@ParameterizedTest
	@EssentialProducts
	void waitingApplicationStartsWhenAnotherProcessHasMigrated(TestProduct product) throws Exception {
		try (TestDatabase database = product.create()) {
			changelog();
			assertThat(whileWaiting(database,
					(waiting) -> assertThat(start(database, OnStartup.UPGRADE)).isEqualTo("starts")))
				.isEqualTo("starts");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void waitingApplicationIsRefusedWhenTheHistoryContradictsItsChangelog(TestProduct product) throws Exception {
		try (TestDatabase database = product.create()) {
			prepare(database, State.PENDING);
			assertThat(whileWaiting(database,
					(waiting) -> database
						.execute("update databasechangelog set md5sum = '9:00000000000000000000000000000000'")))
				.isEqualTo("changeset-edited");
		}
	}

	@Test
	void waitingApplicationStopsWhenItIsInterrupted() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			assertThat(whileWaiting(database, Thread::interrupt)).isEqualTo("wait-stopped");
		}
	}

	private String whileWaiting(TestDatabase database, Consumer<Thread> action) throws InterruptedException {
		List<String> outcome = new ArrayList<>();
		Thread waiting = new Thread(
				() -> outcome.add(outcome(application(database).withPropertyValues("migrate.on-startup=wait"))));
		waiting.start();
		while (waiting.isAlive() && Arrays.stream(waiting.getStackTrace())
			.noneMatch((frame) -> frame.getClassName().equals(Waiting.class.getName())
					&& frame.getMethodName().equals("pause"))) {
			Thread.sleep(10);
		}
		assertThat(waiting.isAlive()).isTrue();
		action.accept(waiting);
		waiting.join();
		return outcome.get(0);
	}

	@Test
	void waitingApplicationStartsWhenTheDatabaseCanBeReached() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, State.UP_TO_DATE);
			AtomicInteger attempts = new AtomicInteger();
			assertThat(outcome(waiting(database, (attempt) -> {
				attempts.set(attempt);
				if (attempt == 1) {
					throw new IllegalStateException("The database is starting");
				}
			}))).isEqualTo("starts");
			assertThat(attempts).hasValueGreaterThan(1);
		}
	}

	@Test
	void timeoutNamesWhatIsPendingAndWhoHoldsTheLock() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, State.PENDING);
			assertThat(analysis(database, OnStartup.WAIT).getDescription())
				.isEqualTo("[wait-timed-out] No other process has migrated the database 'main' within 0 s."
						+ " 1 revision is pending: " + SECOND + ". The lock of migrations is held by no process.");
			database.execute(
					"create table databasechangeloglock (id integer primary key, locked boolean not null,"
							+ " lockgranted timestamp, lockedby varchar(255))",
					"insert into databasechangeloglock values (1, true, null, 'node-7')");
			FailureAnalysis analysis = analysis(database, OnStartup.WAIT);
			assertThat(analysis.getDescription()).endsWith("The lock of migrations is held by node-7.");
			assertThat(analysis.getAction()).contains("start the process that does so", "migrate upgrade",
					"raise migrate.wait-timeout");
		}
	}

	@Test
	void refusalNamesWhatIsPendingAndTheCommand() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, State.PENDING);
			FailureAnalysis analysis = analysis(database, OnStartup.CHECK);
			assertThat(analysis.getDescription())
				.isEqualTo("[revisions-pending] The database 'main' is not up to date. 1 revision is pending: " + SECOND
						+ ". Run upgrade first.");
			assertThat(analysis.getAction()).contains("java -jar app.jar migrate upgrade",
					"migrate.on-startup=upgrade");
		}
	}

	@Test
	void refusalNamesOnlyTheFirstOfManyRevisions() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			ChangelogFolder files = changelog();
			for (int i = 3; i <= 9; i++) {
				files.createTable("2026010" + i + "000000", "t" + i, "");
			}
			assertThat(analysis(database, OnStartup.CHECK).getDescription())
				.contains("8 revisions are pending: " + FIRST + ", 20260103000000, ", "20260106000000, and 3 more.");
		}
	}

	@Test
	void refusalNamesTheFirstDifferencesAndTheCommands() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, State.UP_TO_DATE);
			database.execute("alter table person drop column name");
			FailureAnalysis one = analysis(database, OnStartup.CHECK);
			assertThat(one.getDescription())
				.isEqualTo("[entities-differ] The entities require a change that the database 'main' does not have:"
						+ " add column PERSON.NAME.");
			assertThat(one.getAction()).contains("command check", "generate-changeset", "revert-drift", "adopt-drift",
					"check --accept");
			database.execute("alter table person drop column a", "alter table person drop column b",
					"alter table person drop column c", "alter table person drop column d",
					"alter table person drop column e", "alter table person drop column f");
			assertThat(analysis(database, OnStartup.CHECK).getDescription())
				.startsWith("[entities-differ] The entities require 7 changes that the database 'main' does not have: ")
				.endsWith("; and 2 more.");
		}
	}

	@ParameterizedTest
	@CsvSource({ "EDITED, was edited after it had been applied", "DELETED, is missing" })
	void refusalNamesTheContradiction(State state, String text) throws Exception {
		for (OnStartup mode : List.of(OnStartup.CHECK, OnStartup.WAIT)) {
			try (TestDatabase database = TestProduct.H2.create()) {
				prepare(database, state);
				assertThat(analysis(database, mode).getDescription()).contains(text);
			}
		}
	}

	@Test
	void acceptedDifferencesArePackagedWhateverIsOnDisk() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, State.ACCEPTED);
			Path elsewhere = Files.createDirectories(this.folder.resolve("elsewhere/db/changelog"));
			String directory = "migrate.resources-directory=" + elsewhere.getParent().getParent();
			assertThat(outcome(application(database).withPropertyValues(properties(OnStartup.CHECK))
				.withPropertyValues(directory))).isEqualTo("starts");
			assertThat(outcome(application(database).withPropertyValues(properties(OnStartup.CHECK))
				.withPropertyValues("spring.liquibase.change-log=db/changelog/db.changelog-master.yaml")))
				.isEqualTo("starts");
			new ChangelogFolder(this.folder).delete("db/changelog/versions-accepted-differences.jsonl");
			assertThat(start(database, OnStartup.CHECK)).isEqualTo("entities-differ");
		}
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, revisions-pending", "WAIT, wait-timed-out", "NONE, starts" })
	void everyDatabaseIsConcerned(OnStartup mode, String expected) throws Exception {
		try (TestDatabase main = TestProduct.H2.create(); TestDatabase audit = TestProduct.H2.create()) {
			prepare(main, State.UP_TO_DATE);
			ApplicationContextRunner runner = application(main).withUserConfiguration(TwoDatabases.class)
				.withPropertyValues(properties(mode))
				.withPropertyValues("audit.url=" + audit.url(), "main.url=" + main.url(),
						"migrate.databases.audit.change-log=" + ChangelogFolder.MASTER);
			assertThat(outcome(runner)).isEqualTo(expected);
			assertThat(content(audit)).isEmpty();
			assertThat(outcome(runner.withPropertyValues("migrate.databases.audit.enabled=false"))).isEqualTo("starts");
			assertThat(outcome(runner.withPropertyValues("migrate.on-startup=upgrade"))).isEqualTo("starts");
			assertThat(outcome(runner)).isEqualTo("starts");
		}
	}

	@ParameterizedTest
	@EnumSource(value = OnStartup.class, names = "UPGRADE", mode = EnumSource.Mode.EXCLUDE)
	void databaseThatIsNotMigratedOnStartupIsNotRead(OnStartup mode) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			assertThat(outcome(application(database).withPropertyValues(properties(mode))
				.withPropertyValues("spring.liquibase.enabled=false", "spring.jpa.hibernate.ddl-auto=none")))
				.isEqualTo("starts");
			assertThat(content(database)).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, setting-invalid", "WAIT, setting-invalid", "NONE, starts" })
	void tenantsAreNotMigrated(OnStartup mode, String expected) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			ApplicationContextRunner runner = withoutEntities(database.url(), database.username(), database.password())
				.withPropertyValues("spring.liquibase.enabled=false")
				.withBean(MultiTenantSpringLiquibase.class, () -> tenants(database.dataSource()))
				.withPropertyValues(properties(mode));
			assertThat(outcome(runner)).isEqualTo(expected);
			assertThat(content(database)).isEmpty();
		}
	}

	private static MultiTenantSpringLiquibase tenants(DataSource dataSource) {
		MultiTenantSpringLiquibase tenants = new MultiTenantSpringLiquibase();
		tenants.setDataSource(dataSource);
		tenants.setSchemas(List.of("PUBLIC"));
		tenants.setChangeLog(ChangelogFolder.MASTER);
		return tenants;
	}

	@Test
	void lazyApplicationIsCheckedOnStartup() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			assertThat(outcome(withoutEntities(database.url(), database.username(), database.password())
				.withPropertyValues(properties(OnStartup.CHECK))
				.withInitializer((context) -> context
					.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))))
				.isEqualTo("revisions-pending");
		}
	}

	@Test
	void analyzerIsRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, FailureHandler.handleMessage((message, failure) -> {
			}))).hasAtLeastOneElementOfType(MigrationFailureAnalyzer.class);
	}

	private ChangelogFolder changelog() {
		return ChangelogFolder.withVersions(this.folder)
			.write("db/changelog/versions/" + FIRST + "_create_person.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "%s.1"
					      author: ada
					      created: table person
					      changes:
					        - sql:
					            sql: create table person (id bigint not null primary key, name varchar(255),
					              a integer, b integer, c integer, d integer, e integer, f integer)
					  - changeSet:
					      id: "repeated"
					      author: ada
					      runOnChange: true
					      changes: [{sql: {sql: update person set a = b}}]
					""".formatted(FIRST));
	}

	private void prepare(TestDatabase database, State state) throws Exception {
		ChangelogFolder files = changelog();
		if (state != State.PENDING) {
			second(files);
		}
		if (state == State.EMPTY) {
			return;
		}
		assertThat(start(database, OnStartup.UPGRADE)).isEqualTo("starts");
		second(files);
		switch (state) {
			case EDITED -> database.execute("update databasechangelog set md5sum = '9:00000000000000000000000000000000'"
					+ " where id = '" + SECOND + ".1'");
			case DELETED -> insertRow(database, "20260101120000", 0);
			case NEWER -> {
				insertRow(database, "20260103000000", 99);
				database.execute("alter table person drop column name");
			}
			case NEWER_AND_REPEATED -> {
				insertRow(database, "20260103000000", 99);
				database.execute("update databasechangelog set md5sum = '9:00000000000000000000000000000000',"
						+ " orderexecuted = 100 where id = 'repeated'");
			}
			case DRIFT -> database.execute("alter table person drop column name");
			case ACCEPTED -> {
				database.execute("alter table person drop column name");
				application(database)
					.withPropertyValues("migrate.on-startup=none", "migrate.scratch.enabled=false",
							"migrate.resources-directory=" + this.folder)
					.run((context) -> context.getBean(Migrations.class)
						.database("main")
						.check(CheckRequest.accepting()));
				assertThat(this.folder.resolve("db/changelog/versions-accepted-differences.jsonl")).exists();
			}
			default -> {
			}
		}
	}

	private static void second(ChangelogFolder files) {
		files.write("db/changelog/versions/" + SECOND + "_create_other.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "%s.1"
				      author: ada
				      changes: [{sql: {sql: create table other (id bigint)}}]
				""".formatted(SECOND));
	}

	private static void insertRow(TestDatabase database, String id, int order) {
		database.execute("insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
				+ " values ('" + id + ".1', 'ada', 'db/changelog/versions/" + id + "_gone.yaml', current_timestamp, "
				+ order + ", 'EXECUTED')");
	}

	private String start(TestDatabase database, OnStartup mode) {
		return outcome(application(database).withPropertyValues(properties(mode)));
	}

	private static String[] properties(OnStartup mode) {
		return new String[] { "migrate.on-startup=" + mode.name().toLowerCase(Locale.ROOT), "migrate.wait-timeout=0s" };
	}

	private static String outcome(ApplicationContextRunner application) {
		List<String> outcome = new ArrayList<>();
		application.run((context) -> outcome
			.add((context.getStartupFailure() != null) ? code(context.getStartupFailure()) : "starts"));
		return outcome.get(0);
	}

	private static String code(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MigrationException own) {
				return own.code().toString();
			}
		}
		throw new IllegalStateException(failure);
	}

	private FailureAnalysis analysis(TestDatabase database, OnStartup mode) {
		List<FailureAnalysis> analyses = new ArrayList<>();
		application(database).withPropertyValues(properties(mode)).run((context) -> {
			assertThat(context).hasFailed();
			analyses.add(new MigrationFailureAnalyzer().analyze(context.getStartupFailure()));
		});
		return analyses.get(0);
	}

	private ApplicationContextRunner waiting(TestDatabase database, IntConsumer attempts) {
		return application(database).withBean("attempts", BeanPostProcessor.class, () -> new Attempts(attempts))
			.withPropertyValues("migrate.on-startup=wait");
	}

	private ApplicationContextRunner application(TestDatabase database) {
		return withoutEntities(database.url(), database.username(), database.password())
			.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(Entities.class);
	}

	private ApplicationContextRunner withoutEntities(String url, String username, String password) {
		return new ApplicationContextRunner().withClassLoader(classLoader())
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					LiquibaseAutoConfiguration.class, MigrateAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + url, "spring.datasource.username=" + username,
					"spring.datasource.password=" + password, "spring.liquibase.change-log=" + ChangelogFolder.MASTER);
	}

	private ClassLoader classLoader() {
		try {
			return new URLClassLoader(new URL[] { this.folder.toUri().toURL() },
					Thread.currentThread().getContextClassLoader());
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> content(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			List<String> content = new ArrayList<>(Rows.read(connection,
					"select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'"
							+ " order by 1",
					List.of(), (rows) -> rows.getString(1)));
			if (content.contains("databasechangelog")) {
				content.addAll(Rows.read(connection,
						"select concat(id, ' ', orderexecuted, ' ', md5sum) from databasechangelog order by id",
						List.of(), (rows) -> rows.getString(1)));
			}
			return content;
		}
	}

	/**
	 * The states of a database, and of the changelog of the application beside it.
	 */
	enum State {

		/**
		 * The database has no tables.
		 */
		EMPTY,

		/**
		 * Everything is applied.
		 */
		UP_TO_DATE,

		/**
		 * The second revision is pending.
		 */
		PENDING,

		/**
		 * A changeset was edited after it had been applied.
		 */
		EDITED,

		/**
		 * The file of a revision between others has been deleted.
		 */
		DELETED,

		/**
		 * A newer version of the application has applied a revision, and has dropped a
		 * column.
		 */
		NEWER,

		/**
		 * A newer version has also repeated a changeset with another text.
		 */
		NEWER_AND_REPEATED,

		/**
		 * A column of an entity was dropped by hand.
		 */
		DRIFT,

		/**
		 * The same, and the difference is accepted.
		 */
		ACCEPTED

	}

	/**
	 * Notifies of each attempt to connect.
	 */
	private static final class Attempts implements BeanPostProcessor {

		private final IntConsumer listener;

		private Attempts(IntConsumer listener) {
			this.listener = listener;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof DataSource dataSource)) {
				return bean;
			}
			AtomicInteger attempt = new AtomicInteger();
			return new DelegatingDataSource(dataSource) {

				@Override
				public Connection getConnection() throws SQLException {
					Attempts.this.listener.accept(attempt.incrementAndGet());
					return super.getConnection();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = OnStartupTests.class)
	static class Entities {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDatabases {

		@Bean
		@Primary
		DataSource mainDataSource(Environment environment) {
			return new DriverManagerDataSource(environment.getRequiredProperty("main.url"), "sa", "");
		}

		@Bean
		DataSource auditDataSource(Environment environment) {
			return new DriverManagerDataSource(environment.getRequiredProperty("audit.url"), "sa", "");
		}

	}

	@Entity(name = "person")
	static class Person {

		@Id
		Long id;

		String name;

		Integer a;

		Integer b;

		Integer c;

		Integer d;

		Integer e;

		Integer f;

	}

}
