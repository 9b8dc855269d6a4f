package dev.migrate.authoring;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import javax.sql.DataSource;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.CheckRequest;
import dev.migrate.CheckView;
import dev.migrate.MigrationFailedException;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.database.ScratchConnections;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Schema;
import dev.migrate.testing.Capability;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.ProductsWith;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import dev.migrate.testing.TestScratch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScratchChangelog}.
 */
class ScratchChangelogTests {

	private static final Predicate<Changeset> ALL = (changeset) -> true;

	@TempDir
	private Path folder;

	private ChangelogFolder files;

	@BeforeEach
	void createRevisions() {
		this.files = ChangelogFolder.withVersions(this.folder);
		this.files.createTable("20260101000000", "one", "");
		this.files.createTable("20260102000000", "two", "20260101000000");
	}

	@ParameterizedTest
	@ProductsWith(Capability.SCRATCH_DATABASES)
	void replayBuildsChangelogAndLeavesDatabaseUnchanged(TestProduct product) throws SQLException {
		try (TestDatabase database = product.create()) {
			database.execute("create table by_hand (id integer)");
			ManagedDatabase managed = managed(database, null);
			try (ScratchChangelog scratch = ScratchChangelog.open(managed, Schema.EMPTY)) {
				scratch.replay((changeset) -> changeset.id().equals("20260101000000.1"));
				assertThat(tables(scratch)).containsExactly("one");
				scratch.replay(ALL);
				assertThat(tables(scratch)).containsExactly("one", "two");
			}
			// What is kept may be of another state of the changelog.
			this.files.delete(ChangelogFolder.version("20260102000000", "two"));
			this.files.createTable("20260103000000", "three", "20260101000000");
			try (ScratchChangelog scratch = ScratchChangelog.open(managed, Schema.EMPTY)) {
				scratch.replay(ALL);
				assertThat(tables(scratch)).containsExactly("one", "three");
			}
			assertThat(tables(managed)).containsExactly("by_hand");
			drop(database);
		}
	}

	@Test
	void scratchDatabaseIsReusedOnServer() throws SQLException {
		try (TestDatabase database = TestDatabases.postgresql()) {
			ManagedDatabase managed = managed(database, null);
			try (ScratchChangelog scratch = ScratchChangelog.open(managed, Schema.EMPTY)) {
				scratch.replay(ALL);
				execute(scratch, "create table witness (id integer)");
			}
			try (ScratchChangelog scratch = ScratchChangelog.open(managed, Schema.EMPTY)) {
				scratch.replay(ALL);
				assertThat(tables(scratch)).containsExactly("one", "two", "witness");
				this.files.write(ChangelogFolder.version("20260101000000", "one"), """
						databaseChangeLog:
						  - changeSet:
						      id: "20260101000000.1"
						      author: ada
						      logicalFilePath: db/changelog/versions/20260101000000_create_one.yaml
						      changes:
						        - sql: {sql: create table other (id integer)}
						""");
				scratch.replay(ALL);
				assertThat(tables(scratch)).containsExactly("other", "two");
			}
			drop(database);
		}
	}

	@Test
	void checkParsesChangelogTwice() throws SQLException {
		try (TestDatabase database = TestDatabases.h2()) {
			ManagedDatabase managed = managed(database, null);
			CountingClassLoader loader = new CountingClassLoader(managed.target().resourceLoader().getClassLoader());
			MigrationTarget target = managed.target().with(ChangelogFolder.MASTER, new DefaultResourceLoader(loader));
			new MigrationRunner(target, new RunLog()).upgrade("head");
			loader.searched.set(0);
			MigrationStatus status = MigrationStatus.of(target);
			int once = loader.searched.getAndSet(0);
			CheckView view = new ThreeWayCheck(managed.on(target), status, CheckRequest.DEFAULT).check();
			assertThat(view.agrees()).isTrue();
			assertThat(view.drift()).isNotNull();
			assertThat(loader.searched).hasValue(once).doesNotHaveValue(0);
		}
	}

	@Test
	void changesetThatFailedAndWasTriedAgainIsTriedAgainHere() throws SQLException {
		this.files.write("db/changelog/versions/20260100000000_early.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260100000000.1"
				      author: ada
				      logicalFilePath: db/changelog/versions/20260100000000_early.yaml
				      failOnError: false
				      changes:
				        - sql: {sql: alter table one add column early integer}
				""");
		try (TestDatabase database = TestDatabases.h2()) {
			ManagedDatabase managed = managed(database, null);
			MigrationRunner runner = new MigrationRunner(managed.target(), new RunLog());
			runner.upgrade("head");
			runner.upgrade("head");
			Schema entities = Comparison.read(managed.target(), Schema.EMPTY).schema();
			assertThat(entities.toString()).containsIgnoringCase("early");
			ManagedDatabase mapped = new ManagedDatabase(managed.target(), new RunLog(), () -> Optional.of(entities),
					this.folder, ChangelogFormat.YAML, "ada")
				.withScratch(TestScratch.of(database));
			CheckView view = new ThreeWayCheck(mapped, MigrationStatus.of(mapped.target()), CheckRequest.DEFAULT)
				.check();
			assertThat(view.changelog()).isNotNull();
			assertThat(view.changelog().changes()).isEmpty();
		}
	}

	@Test
	void failedReplayIsNotResumed() throws SQLException {
		this.files.write("db/changelog/versions/20260103000000_bad.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260103000000.1"
				      author: ada
				      changes:
				        - sql: {sql: update nowhere set id = 1}
				""");
		try (TestDatabase database = TestDatabases.h2();
				ScratchChangelog scratch = ScratchChangelog.open(managed(database, null), Schema.EMPTY)) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> scratch.replay(ALL))
				.withMessageContainingAll("The changelog does not run on an empty database. Changeset ",
						"20260103000000.1", "scratch of main")
				.withMessageNotContaining("run upgrade again");
			assertThat(tables(scratch)).isEmpty();
		}
	}

	@Test
	void statementsAreReadInTheModeOfTheDatabase() throws SQLException {
		this.files.write("db/changelog/versions/20260103000000_mode.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260103000000.1"
				      author: ada
				      changes:
				        - sql: {sql: "create table `Value` (value int unsigned auto_increment primary key)"}
				""");
		String settings = ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;NON_KEYWORDS=VALUE";
		try (TestDatabase database = TestDatabases.h2(settings);
				ScratchChangelog scratch = ScratchChangelog.open(managed(database, null), Schema.EMPTY)) {
			scratch.replay(ALL);
			assertThat(tables(scratch)).containsExactly("one", "two", "value");
		}
		try (TestDatabase database = TestDatabases.hsqldb(";sql.syntax_mys=true")) {
			this.files.write("db/changelog/versions/20260103000000_mode.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260103000000.1"
					      author: ada
					      changes:
					        - sql: {sql: "create table value_of (id int auto_increment primary key, t text)"}
					""");
			try (ScratchChangelog scratch = ScratchChangelog.open(managed(database, null), Schema.EMPTY)) {
				scratch.replay(ALL);
				assertThat(tables(scratch)).containsExactly("one", "two", "value_of");
			}
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void schemasThatTheChangelogDoesNotCreateAreCreated(TestProduct product) throws SQLException {
		this.files.write("db/changelog/versions/20260103000000_schemas.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260103000000.1"
				      author: ada
				      changes:
				        - sql: {sql: create schema archive}
				        - sql: {sql: create table archive.old (id integer)}
				""");
		try (TestDatabase database = product.create()) {
			database.execute("create schema shop", "create schema archive");
			String shop = (product == TestProduct.H2) ? "SHOP" : "shop";
			try (ScratchChangelog scratch = ScratchChangelog.open(managed(database, shop), Schema.EMPTY)) {
				scratch.replay(ALL);
				assertThat(tables(scratch)).containsExactly("one", "two");
			}
			drop(database);
		}
	}

	@Test
	void unmanagedScratchDatabaseIsRejected() throws SQLException {
		try (TestDatabase database = TestDatabases.postgresql()) {
			String name = database.url().replaceAll(".*/", "") + "_migrate_scratch";
			database.execute("create database " + name);
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> ScratchChangelog.open(managed(database, null), Schema.EMPTY))
				.withMessageContainingAll(name, "Migrate did not create it", "migrate.scratch.url");
			drop(database);
		}
	}

	@Test
	void userWithoutPrivilegeNeedsConfiguredScratchDatabase() throws SQLException {
		try (TestDatabase database = TestDatabases.postgresql(); TestDatabase given = TestDatabases.postgresql()) {
			database.execute("drop role if exists poor", "create role poor login password 'hunter2'");
			TestDatabase poor = new TestDatabase(database.product(), database.url(), "poor", "hunter2",
					new org.springframework.jdbc.datasource.DriverManagerDataSource(database.url(), "poor", "hunter2"),
					() -> {
					});
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> ScratchChangelog.open(managed(poor, null), Schema.EMPTY))
				.withMessageContainingAll("could not create the database", "permission denied", "migrate.scratch.url")
				.withMessageNotContaining("hunter2");
			ManagedDatabase managed = managed(poor, null, new TestScratch(poor, given.dataSource()));
			try (ScratchChangelog scratch = ScratchChangelog.open(managed, Schema.EMPTY)) {
				scratch.replay(ALL);
				assertThat(tables(scratch)).containsExactly("one", "two");
				scratch.replay((changeset) -> changeset.id().equals("20260102000000.1"));
				assertThat(tables(scratch)).containsExactly("two");
			}
			ManagedDatabase wrong = managed(poor, null, new TestScratch(poor, database.dataSource()));
			database.execute("create table precious (id integer)");
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> ScratchChangelog.open(wrong, Schema.EMPTY))
				.withMessageContaining("it contains objects that Migrate did not create");
			database.execute("drop role poor");
		}
	}

	@ParameterizedTest
	@ProductsWith({ Capability.SCRATCH_DATABASES, Capability.SERVER })
	void migratedDatabaseIsRejectedAsScratchDatabase(TestProduct product) throws SQLException {
		try (TestDatabase database = product.create()) {
			ManagedDatabase managed = managed(database, null, new TestScratch(database, database.dataSource()));
			refuseTheOneThatIsMigrated(managed);
			database.execute("create table migrate_scratch (id integer)");
			refuseTheOneThatIsMigrated(managed);
			database.execute("drop table migrate_scratch");
		}
	}

	private static void refuseTheOneThatIsMigrated(ManagedDatabase managed) {
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> ScratchChangelog.open(managed, Schema.EMPTY))
			.withMessageContaining("it is the database to migrate");
	}

	@Test
	void changelogThatRunsProgramIsNotReplayed() throws SQLException {
		Path trace = this.folder.resolve("trace");
		this.files.write("db/changelog/versions/20260103000000_program.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260103000000.1"
				      author: ada
				      changes:
				        - executeCommand: {executable: touch, args: [{arg: {value: "%s"}}]}
				""".formatted(trace));
		try (TestDatabase database = TestProduct.H2.create();
				ScratchChangelog scratch = ScratchChangelog.open(managed(database, null), Schema.EMPTY)) {
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> scratch.replay(ALL))
				.withMessageContaining("runs a program");
		}
		assertThat(trace).doesNotExist();
	}

	@Test
	void dataMigrationIsReplayedWithoutItsBean() throws SQLException {
		this.files.write("db/changelog/versions/20260103000000_rows.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260103000000.1"
				      author: ada
				      changes:
				        - customChange: {class: dev.migrate.run.data.DataMigrationChange, name: fill-names}
				""");
		try (TestDatabase database = TestProduct.H2.create();
				ScratchChangelog scratch = ScratchChangelog.open(managed(database, null), Schema.EMPTY)) {
			assertThat(scratch.replay(ALL)).isNotNull();
		}
	}

	@Test
	void changelogThatNamesAnotherCatalogIsNotReplayed() throws SQLException {
		try (TestDatabase database = TestDatabases.mysql()) {
			String name = database.url().replaceAll(".*/|\\?.*", "");
			this.files.write("db/changelog/versions/20260103000000_named.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260103000000.1"
					      author: ada
					      changes:
					        - sql: {sql: "create table `%s`.precious (id integer)"}
					""".formatted(name));
			try (ScratchChangelog scratch = ScratchChangelog.open(managed(database, null), Schema.EMPTY)) {
				assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> scratch.replay(ALL))
					.withMessageContainingAll("20260103000000.1", "names the database " + name, "migrate.scratch.url");
			}
			assertThat(tables(managed(database, null))).isEmpty();
			drop(database);
		}
	}

	@Test
	void concurrentReplaysWaitForEachOther() throws Exception {
		try (TestDatabase database = TestDatabases.postgresql()) {
			ManagedDatabase managed = managed(database, null);
			ScratchChangelog first = ScratchChangelog.open(managed, Schema.EMPTY);
			Thread second = new Thread(() -> {
				try (ScratchChangelog scratch = ScratchChangelog.open(managed, Schema.EMPTY)) {
					scratch.replay(ALL);
				}
			});
			second.start();
			second.join(500);
			assertThat(second.isAlive()).isTrue();
			first.close();
			second.join(30000);
			assertThat(second.isAlive()).isFalse();
			drop(database);
		}
	}

	private ManagedDatabase managed(TestDatabase database, String defaultSchema) {
		return managed(database, defaultSchema, TestScratch.of(database));
	}

	private ManagedDatabase managed(TestDatabase database, String defaultSchema, ScratchConnections scratch) {
		MigrationTarget target = MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, this.files.loader())
			.defaultSchema(defaultSchema)
			.build();
		return new ManagedDatabase(target, new RunLog(), Optional::empty, this.folder, ChangelogFormat.YAML, "ada")
			.withScratch(scratch);
	}

	private static List<String> tables(ScratchChangelog scratch) throws SQLException {
		return tables(scratch.managed());
	}

	private static List<String> tables(ManagedDatabase managed) throws SQLException {
		MigrationTarget target = managed.target();
		String schema = (target.defaultSchema() != null) ? target.defaultSchema() : "";
		try (Connection connection = target.connect()) {
			return new DatabaseSchemaReader(schema, target.ownTables()).read(connection, Schema.EMPTY)
				.schema()
				.tables()
				.stream()
				.map((table) -> table.name().toString().toLowerCase(Locale.ROOT))
				.sorted()
				.toList();
		}
	}

	private static void execute(ScratchChangelog scratch, String sql) throws SQLException {
		try (Connection connection = scratch.managed().target().connect()) {
			connection.createStatement().execute(sql);
		}
	}

	private static void drop(TestDatabase database) throws SQLException {
		if (database.product().ordinal() > TestProduct.HSQLDB.ordinal() && database.product() != TestProduct.SQLITE) {
			String name = database.url().replaceAll(".*/|\\?.*", "") + "_migrate_scratch";
			DataSource dataSource = database.dataSource();
			try (Connection connection = dataSource.getConnection()) {
				connection.createStatement().execute("drop database " + name);
				ResultSet none = connection.getMetaData().getCatalogs();
				none.close();
			}
		}
	}

	/**
	 * Counts how often a directory of revisions is searched.
	 */
	private static final class CountingClassLoader extends ClassLoader {

		private final AtomicInteger searched = new AtomicInteger();

		CountingClassLoader(ClassLoader parent) {
			super(parent);
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			if (name.contains("versions")) {
				this.searched.incrementAndGet();
			}
			return super.getResources(name);
		}

	}

}
