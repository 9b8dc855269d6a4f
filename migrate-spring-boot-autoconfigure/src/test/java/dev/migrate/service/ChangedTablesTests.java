package dev.migrate.service;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.DowngradeRequest;
import dev.migrate.ErrorCode;
import dev.migrate.FindingView;
import dev.migrate.MigrationFailedException;
import dev.migrate.MigrationListener;
import dev.migrate.RevertDriftRequest;
import dev.migrate.UpgradeRequest;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.dialect.Rows;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.run.RunSettings;
import dev.migrate.run.StatementSettings;
import dev.migrate.run.data.DataMigrations;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.PlainLiquibase;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.StatementCounter;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import dev.migrate.testing.TestScratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that an upgrade recognizes tables that were changed by hand since the last run.
 */
class ChangedTablesTests {

	private static final String FIRST = "20260101000000";

	private static final String SECOND = "20260102000000";

	private static final String THIRD = "20260103000000";

	@TempDir
	private Path folder;

	private AutoCloseable locks;

	@BeforeEach
	void files() {
		this.locks = RealLocks.everywhere();
		ChangelogFolder.withVersions(this.folder);
		write(FIRST, "base", "create table place (id integer not null primary key)",
				"create table product (id integer not null primary key, name varchar(20) default 'none' not null,"
						+ " code varchar(10), place_id integer, constraint product_code unique (code),"
						+ " constraint product_place foreign key (place_id) references place (id),"
						+ " constraint product_id_positive check (id > 0))",
				"create index product_name on product (name)");
	}

	@AfterEach
	void restoreLocks() throws Exception {
		this.locks.close();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "ORACLE", "SQLSERVER" })
	void nothingHasChanged(TestProduct product) {
		try (TestDatabase database = product.create()) {
			DatabaseMigrations migrations = upgraded(database);
			pending();
			database.execute("insert into place values (1)", "insert into product (id, place_id) values (1, 1)",
					"create table other (id integer)");
			assertThat(migrations.plan("head").findings()).isEmpty();
			assertThat(migrations.upgrade("head").to()).containsExactly(SECOND);
			write(THIRD, SECOND, "alter table product add weight integer");
			assertThat(migrations.plan("head").findings()).isEmpty();
			migrations.downgrade(DowngradeRequest.to(FIRST), MigrationListener.NONE);
			assertThat(migrations.plan("head").findings()).isEmpty();
			assertThat(migrations.upgrade("head").to()).containsExactly(THIRD);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB", "MYSQL", "H2", "HSQLDB", "SQLITE" })
	void changesAreRecognized(TestProduct product) {
		Map<String, String> changes = new LinkedHashMap<>(Map.of("create index by_hand on product (place_id)",
				"product index (place_id) is new: (place_id)", "alter table product add note varchar(10)",
				"product.note column is new: ", "drop table product", "product table is gone: id "));
		if (product != TestProduct.SQLITE) {
			changes.put("alter table product drop column place_id", "product.place_id column is gone: ");
			changes.put("alter table product drop constraint product_place",
					"product foreign key (place_id) is gone: (place_id) to place (id)");
			changes.put("alter table product add constraint by_hand unique (name)", "(name) is new: ");
			changes.put("alter table product alter column name set default 'x'", "product.name default is 'x'");
			changes.put(type(product), "product.code type is ");
		}
		if (product == TestProduct.POSTGRESQL) {
			changes.put("alter table product alter name drop not null",
					"product.name nullability is null and was not null");
			changes.put("alter table product drop constraint product_id_positive", "product check is gone: (id > 0)");
			changes.put("comment on table product is 'by hand'", "product comment is new: 'by hand'");
			changes.put("comment on column product.name is 'by hand'", "product.name comment is new: 'by hand'");
			changes.put("alter table product alter id add generated always as identity",
					"product.id identity is new: always");
			changes.put("alter table product rename to goods", "product table is gone: ");
			changes.put("drop index product_name", "product index (name) is gone: (name)");
		}
		changes.forEach((change, expected) -> {
			try (TestDatabase database = product.create()) {
				DatabaseMigrations migrations = upgraded(database);
				pending();
				if (product == TestProduct.MYSQL && change.contains("drop constraint")) {
					return;
				}
				if ((product == TestProduct.MYSQL || product == TestProduct.MARIADB)
						&& change.contains("drop column")) {
					database.execute("alter table product drop foreign key product_place");
				}
				database.execute(change);
				assertThat(migrations.plan("head").findings()).as(change).singleElement().satisfies((finding) -> {
					assertThat(finding.code()).isEqualTo("table-changed");
					assertThat(finding.description()).startsWithIgnoringCase("The table product was changed")
						.containsIgnoringCase(expected);
					assertThat(finding.action()).contains("revert-drift", "ignore-drift", "adopt-drift", "--yes");
				});
				List<String> before = history(database);
				assertThatExceptionOfType(CannotProceedException.class).as(change)
					.isThrownBy(() -> migrations.upgrade("head"))
					.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.TABLE_CHANGED))
					.withMessageEndingWith(" Nothing has been changed.");
				assertThatExceptionOfType(CannotProceedException.class).as(change)
					.isThrownBy(() -> migrations.upgrade(UpgradeRequest.to("head").asDryRun(), MigrationListener.NONE));
				assertThat(history(database)).isEqualTo(before);
			}
		});
	}

	private static String type(TestProduct product) {
		return switch (product) {
			case MARIADB, MYSQL -> "alter table product modify code varchar(11)";
			case H2, HSQLDB -> "alter table product alter column code set data type varchar(11)";
			default -> "alter table product alter column code type varchar(11)";
		};
	}

	@Test
	void changesAreAcceptedOnce() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			pending();
			database.execute("alter table product add note text");
			assertThat(migrations.upgrade(accepted(), MigrationListener.NONE).to()).containsExactly(SECOND);
			write(THIRD, SECOND, "alter table product add weight integer");
			assertThat(migrations.plan("head").findings()).isEmpty();
			database.execute("alter table product drop column note");
			assertThat(migrations.plan("head").findings()).extracting(FindingView::description)
				.containsExactly("The table product was changed by hand since the last run of migrations:"
						+ " product.note column is gone: text.");
			assertThat(migrations.upgrade(UpgradeRequest.by(migrations.plan("head")), MigrationListener.NONE).to())
				.containsExactly(THIRD);
		}
	}

	@Test
	void changesAreIgnoredOrUndone() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			pending();
			database.execute("alter table product add note text", "alter table product alter code type varchar(12)");
			assertThat(migrations.plan("head").findings()).hasSize(1);
			migrations.ignoreDrift(false);
			assertThat(migrations.plan("head").findings()).isEmpty();
			database.execute("alter table product alter code type varchar(13)");
			assertThat(migrations.plan("head").findings()).singleElement()
				.satisfies((finding) -> assertThat(finding.description())
					.endsWith(": product.code type is character varying(13) and was character varying(10)."));
			migrations.revertDrift(new RevertDriftRequest(List.of(), false, null));
			assertThat(migrations.plan("head").findings()).isEmpty();
			assertThat(migrations.upgrade("head").to()).containsExactly(SECOND);
		}
	}

	@Test
	void differencesAreThoseOfComparisons() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			pending();
			database.execute(
					"alter table product alter name drop default, alter name type varchar(21),"
							+ " alter name set default 'x'",
					"alter table product drop constraint product_place", "alter table product add check (place_id > 0)",
					"alter table product alter code set not null",
					"alter table product add born date default current_date not null");
			assertThat(migrations.plan("head").findings()).singleElement()
				.satisfies((finding) -> assertThat(finding.description())
					.contains("product.name type is character varying(21) default 'x'"));
			migrations.ignoreDrift(false);
			assertThat(migrations.plan("head").findings()).isEmpty();
		}
	}

	@Test
	void onlyTouchedTablesMatter() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			pending();
			database.execute("alter table place add name text", "create view products as select id from product",
					"create table other (id integer)", "create table flyway_schema_history (id integer)");
			assertThat(migrations.plan("head").findings()).isEmpty();
			write(THIRD, SECOND, "do $$ begin perform 1; end $$", "insert into other values (1)");
			assertThat(migrations.plan("head").findings()).extracting(FindingView::description)
				.containsExactly("The table other was changed by hand since the last run of migrations: other table is"
						+ " new: id integer.");
		}
	}

	@Test
	void changesStayKnownUntilTheirTableIsTouched() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			pending();
			database.execute("alter table place add note text");
			assertThat(migrations.upgrade("head").to()).containsExactly(SECOND);
			migrations.downgrade(DowngradeRequest.to(FIRST), MigrationListener.NONE);
			assertThat(migrations.upgrade("head").to()).containsExactly(SECOND);
			write(THIRD, SECOND, "alter table place add name text");
			assertThat(migrations.plan("head").findings()).extracting(FindingView::description)
				.containsExactly("The table place was changed by hand since the last run of migrations: place.note"
						+ " column is new: text.");
			database.execute("alter table place drop column note");
			assertThat(migrations.plan("head").findings()).isEmpty();
		}
	}

	@Test
	void runsGoOnWithoutASnapshot() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			pending();
			database.execute("drop table databasechangelog_snapshot",
					"create view databasechangelog_snapshot as select 1 as basis");
			assertThat(migrations.upgrade("head").to()).containsExactly(SECOND);
			database.execute("drop view databasechangelog_snapshot",
					"create table databasechangelog_snapshot (basis integer)");
			write(THIRD, SECOND, "alter table product add weight integer");
			migrations.downgrade(DowngradeRequest.to(FIRST), MigrationListener.NONE);
			assertThat(migrations.plan("head").findings()).isEmpty();
			assertThat(migrations.upgrade("head").to()).containsExactly(THIRD);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB", "MYSQL" })
	void lockedTableOfOthersIsNotWaitedFor(TestProduct product) throws Exception {
		try (TestDatabase database = product.create()) {
			DatabaseMigrations migrations = upgraded(database);
			database.execute("create table locked (id integer, check (id > 0))");
			pending();
			try (Connection other = database.connect()) {
				other.setAutoCommit(false);
				Rows.execute(other, (product == TestProduct.POSTGRESQL) ? "lock table locked in access exclusive mode"
						: "lock tables locked write");
				assertThat(migrations.upgrade("head").to()).containsExactly(SECOND);
			}
		}
	}

	@Test
	void longTextsAreNoProblem() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			write(SECOND, FIRST,
					"insert into place values (2); comment on table product is '" + "it''s ".repeat(20_000) + "'");
			database.execute("alter table product add note text");
			assertThat(migrations.plan("head").findings()).hasSize(1);
			assertThat(migrations.upgrade(accepted(), MigrationListener.NONE).to()).containsExactly(SECOND);
		}
	}

	@Test
	void whatIsAcceptedMayHaveBeenAnotherThingBefore() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			pending();
			database.execute("alter table product alter code type varchar(12)");
			migrations.upgrade(accepted(), MigrationListener.NONE);
			database.execute("alter table product alter code type varchar(13)");
			write(THIRD, SECOND, "alter table product add weight integer");
			assertThat(migrations.plan("head").findings()).hasSize(1);
			migrations.ignoreDrift(false);
			assertThat(migrations.plan("head").findings()).isEmpty();
		}
	}

	@Test
	void allFindingsAreNamedAtOnce() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			new ChangelogFolder(this.folder).write(path(SECOND),
					text(SECOND, FIRST, "alter table product add stock integer", "alter table place add name text")
						.replace("author: ada", "author: ada\n      preConditions: [{sqlCheck: {expectedResult: 1,"
								+ " sql: \"select count(*) from product\"}}]"));
			database.execute("alter table product add note text", "alter table place add note text");
			assertThat(migrations.plan("head").findings()).extracting(FindingView::code)
				.containsExactlyInAnyOrder("table-changed", "table-changed", "precondition-not-met");
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> migrations.upgrade("head"))
				.withMessageContainingAll("The table place was changed", "The table product was changed",
						"precondition");
		}
	}

	@Test
	void anotherToolIsNoHand() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			DatabaseMigrations migrations = upgraded(database);
			pending();
			PlainLiquibase.VERSION_5.update(database, this.folder, "db/changelog/db.changelog-master.yaml");
			write(THIRD, SECOND, "alter table product add weight integer");
			assertThat(migrations.plan("head").findings()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void failedRunIsNoHand(TestProduct product) {
		try (TestDatabase database = product.create()) {
			DatabaseMigrations migrations = upgraded(database);
			write(SECOND, FIRST, "alter table product add stock integer", "alter table nowhere add stock integer");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrations.upgrade("head"));
			assertThat(migrations.plan("head").findings()).isEmpty();
			database.execute("alter table product add note varchar(10)");
			assertThat(migrations.plan("head").findings()).extracting(FindingView::code)
				.containsExactly("table-changed");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void changesetThatCouldNotBeRecordedIsContinued(TestProduct product) {
		try (TestDatabase database = product.create()) {
			DatabaseMigrations migrations = upgraded(database);
			write(SECOND, FIRST, "create table stock (id integer)");
			boolean mariadb = product == TestProduct.MARIADB;
			database.execute(mariadb
					? "create trigger refused before insert on DATABASECHANGELOG for each row signal sqlstate '45000'"
					: "alter table databasechangelog add constraint refused check (id not like '" + SECOND + "%')");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrations.upgrade("head"));
			database
				.execute(mariadb ? "drop trigger refused" : "alter table databasechangelog drop constraint refused");
			assertThat(migrations.plan("head").findings()).isEmpty();
			assertThat(migrations.upgrade("head").to()).containsExactly(SECOND);
		}
	}

	@Test
	void changelogWithoutRevisionsHasNoFurtherTable() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			new ChangelogFolder(this.folder).write(path(FIRST), text(FIRST, "base", "create table product (id integer)")
				.replaceFirst("(?m)^.*migrate.parent.*\n", ""));
			DatabaseMigrations migrations = upgraded(database);
			assertThat(tables(database)).containsExactly("databasechangelog", "databasechangeloglock", "product");
			pending();
			migrations.upgrade("head");
			assertThat(tables(database)).containsExactly("databasechangelog", "databasechangelog_snapshot",
					"databasechangeloglock", "product");
		}
	}

	@Test
	void snapshotsCanBeTurnedOff() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			upgraded(database);
			DatabaseMigrations migrations = migrations(database, database.dataSource(),
					(target) -> target.withRun(RunSettings.DEFAULT));
			pending();
			database.execute("alter table product add note text");
			assertThat(migrations.plan("head").findings()).isEmpty();
			assertThat(migrations.upgrade("head").to()).containsExactly(SECOND);
		}
	}

	@Test
	void defaultSchemaIsCompared() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			database.execute("create schema shop", "create type shop.mood as enum ('good', 'bad')",
					"create table product (stock integer)");
			write(FIRST, "base",
					"create table product (id integer, mood shop.mood default 'good'," + " check (mood <> 'bad'))");
			DatabaseMigrations migrations = migrations(database, database.dataSource(),
					(target) -> MigrationTarget
						.builder("main", database.dataSource(), ChangelogFolder.MASTER,
								new ChangelogFolder(this.folder).loader())
						.defaultSchema("shop")
						.build()
						.withRun(snapshots()));
			migrations.upgrade("head");
			pending();
			assertThat(migrations.plan("head").findings()).isEmpty();
			migrations.upgrade("head");
			migrations.downgrade(DowngradeRequest.to(FIRST), MigrationListener.NONE);
			assertThat(
					query(database, "select table_schema from information_schema.columns where column_name = 'stock'"))
				.containsExactly("public");
			assertThat(migrations.plan("head").findings()).isEmpty();
			database.execute("alter table shop.product add note text");
			assertThat(migrations.plan("head").findings()).hasSize(1);
		}
	}

	@Test
	void changesetMayLeaveAnotherSchemaBehind() {
		try (TestDatabase database = TestProduct.H2.create()) {
			database.execute("create schema shop");
			DatabaseMigrations migrations = upgraded(database);
			write(SECOND, FIRST, "alter table product add stock integer; set schema shop");
			migrations.upgrade("head");
			write(THIRD, SECOND, "alter table product add weight integer");
			assertThat(migrations.plan("head").findings()).isEmpty();
		}
	}

	@Test
	void numberOfStatementsIsFixed() {
		List<Integer> statements = new ArrayList<>();
		for (int tables : List.of(2, 60)) {
			try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
				List<String> sql = new ArrayList<>();
				for (int i = 0; i < tables; i++) {
					sql.add("create table product%s (id integer primary key, name text)".formatted((i > 0) ? i : ""));
				}
				write(FIRST, "base", String.join(";", sql));
				List<StatementCounter> counters = new ArrayList<>();
				DatabaseMigrations migrations = migrations(database, new DelegatingDataSource(database.dataSource()) {

					@Override
					public Connection getConnection() throws SQLException {
						counters.add(new StatementCounter(super.getConnection()));
						return counters.get(counters.size() - 1).connection();
					}

				}, UnaryOperator.identity());
				migrations.upgrade("head");
				write(SECOND, FIRST, "alter table product add stock integer", "do $$ begin perform 1; end $$");
				counters.clear();
				assertThat(migrations.plan("head").findings()).isEmpty();
				statements.add(counters.stream().mapToInt(StatementCounter::count).sum());
				new ChangelogFolder(this.folder).delete(path(SECOND));
			}
		}
		assertThat(statements.get(0)).isEqualTo(statements.get(1));
		System.out.printf("A plan that compares all tables with the snapshot: %d statements for 2 tables, %d for 60%n",
				statements.get(0), statements.get(1));
	}

	private DatabaseMigrations upgraded(TestDatabase database) {
		DatabaseMigrations migrations = migrations(database, database.dataSource(), UnaryOperator.identity());
		migrations.upgrade(FIRST);
		return migrations;
	}

	private void pending() {
		write(SECOND, FIRST, "alter table product add stock integer");
	}

	private static UpgradeRequest accepted() {
		return UpgradeRequest.to("head").acceptingChanges();
	}

	private static RunSettings snapshots() {
		return new RunSettings(LockSettings.DEFAULT, StatementSettings.DEFAULT, DataMigrations.NONE, true);
	}

	private DatabaseMigrations migrations(TestDatabase database, DataSource dataSource,
			UnaryOperator<MigrationTarget> customizer) {
		MigrationTarget target = MigrationTarget
			.builder("main", dataSource, ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
			.build()
			.withRun(snapshots());
		return new DefaultDatabaseMigrations(new ManagedDatabase(customizer.apply(target), new RunLog(),
				Optional::empty, this.folder, ChangelogFormat.YAML, "ada")
			.withScratch(TestScratch.of(database)), Preparation.NONE);
	}

	private void write(String id, String parent, String... statements) {
		new ChangelogFolder(this.folder).write(path(id), text(id, parent, statements));
	}

	private static String path(String id) {
		return "db/changelog/versions/" + id + "_revision.yaml";
	}

	private static String text(String id, String parent, String... statements) {
		StringBuilder changes = new StringBuilder();
		for (String statement : statements) {
			changes.append("      - sql: {sql: \"").append(statement).append("\"}\n");
		}
		return """
				databaseChangeLog:
				  - property: {name: migrate.parent, value: "%s", global: false}
				  - changeSet:
				      id: "%s.1"
				      author: ada
				      changes:
				%s      rollback: [{sql: {sql: "alter table product drop column stock"}}]
				""".formatted(parent, id, changes);
	}

	private static List<String> history(TestDatabase database) {
		return query(database, "select ID from DATABASECHANGELOG order by ORDEREXECUTED");
	}

	private static List<String> tables(TestDatabase database) {
		return query(database, "select tablename from pg_tables where schemaname = 'public' order by 1");
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
