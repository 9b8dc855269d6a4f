package dev.migrate.service;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.DowngradeRequest;
import dev.migrate.ErrorCode;
import dev.migrate.FindingView;
import dev.migrate.MigrationListener;
import dev.migrate.PlanView;
import dev.migrate.PlanView.PlannedChangesetView;
import dev.migrate.PlanView.PlannedRevisionView;
import dev.migrate.PlanView.PlannedTableView;
import dev.migrate.UpgradeRequest;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.dialect.Rows;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for plans: an upgrade by a plan does what the plan says, or nothing.
 * {@code migrate.plans} is the number of changes after which it is tried, on each
 * product.
 */
class PlanTests {

	private static final int CHANGES = Integer.getInteger("migrate.plans", 23);

	private static final long SEED = Long.getLong("migrate.seed", 1);

	private static final String FIRST = "20260101000000";

	private static final String SECOND = "20260102000000";

	private static final String THIRD = "20260103000000";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void upgradeDoesWhatThePlanSays(TestProduct product) {
		try (TestDatabase database = database(product)) {
			DatabaseMigrations migrations = migrations(database);
			List<String> before = state(database);
			PlanView plan = migrations.plan("head");
			assertThat(state(database)).isEqualTo(before);
			assertThat(plan.from()).containsExactly(FIRST);
			assertThat(plan.to()).containsExactly(THIRD);
			assertThat(plan.findings()).isEmpty();
			assertThat(plan.revisions()).extracting(PlannedRevisionView::id).containsExactly(SECOND, THIRD);
			assertThat(plan.revisions().get(0).changesets()).singleElement()
				.satisfies((changeset) -> assertThat(changeset.sql()).containsIgnoringCase("add stock integer"));
			assertThat(plan.tables()).extracting(PlannedTableView::name).containsExactly("place", "product");
			assertThat(plan.tables().get(0).definition()).isNull();
			assertThat(plan.tables().get(1).definition()).hasSize(64);
			assertThat(migrations.plan("head")).isEqualTo(plan);
			assertThat(migrations.upgrade(UpgradeRequest.by(plan), MigrationListener.NONE).to()).containsExactly(THIRD);
			assertRejected(migrations, plan);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2", "MARIADB" })
	void upgradeIsRejectedAfterAnyChange(TestProduct product) {
		Random random = new Random(SEED);
		List<Map.Entry<String, Alteration>> alterations = List.copyOf(alterations().entrySet());
		for (int i = 0; i < CHANGES; i++) {
			Map.Entry<String, Alteration> alteration = (i < alterations.size()) ? alterations.get(i)
					: alterations.get(random.nextInt(alterations.size()));
			try (TestDatabase database = database(product)) {
				DatabaseMigrations migrations = migrations(database);
				PlanView plan = alteration.getValue().apply(migrations.plan("head"), database, migrations, random);
				List<String> before = state(database);
				assertThatExceptionOfType(CannotProceedException.class).as(alteration.getKey())
					.isThrownBy(() -> migrations.upgrade(UpgradeRequest.by(plan), MigrationListener.NONE))
					.satisfies((ex) -> assertThat(ex.code()).as(ex.getMessage()).isEqualTo(ErrorCode.PLAN_OUTDATED))
					.withMessageStartingWith("What the plan rests on has changed: ")
					.withMessageEndingWith("Make a new plan, and have it reviewed. Nothing has been changed.");
				assertThat(state(database)).as(alteration.getKey()).isEqualTo(before);
			}
		}
		System.out.printf("%s: %d changes between plan and upgrade, seed %d: %d rejected, nothing run%n", product,
				CHANGES, SEED, CHANGES);
	}

	@Test
	void changeOfATableThatIsNotTouchedDoesNotMatter() {
		try (TestDatabase database = database(TestProduct.POSTGRESQL)) {
			DatabaseMigrations migrations = migrations(database);
			PlanView plan = migrations.plan("head");
			database.execute("create table other (id integer)", "insert into product (id) values (1)");
			assertThat(migrations.upgrade(UpgradeRequest.by(plan), MigrationListener.NONE).to()).containsExactly(THIRD);
		}
	}

	@Test
	void allTablesAreTouchedIfAChangesetDoesNotTell() {
		try (TestDatabase database = database(TestProduct.POSTGRESQL)) {
			database.execute("create table other (id integer)");
			write(THIRD, SECOND, "do $$ begin perform 1; end $$");
			DatabaseMigrations migrations = migrations(database);
			PlanView plan = migrations.plan("head");
			assertThat(plan.tables()).extracting(PlannedTableView::name).containsExactly("other", "product");
			database.execute("alter table other add name text");
			assertRejected(migrations, plan);
		}
	}

	@Test
	void planOfAPartIsUpgradedInPart() {
		try (TestDatabase database = database(TestProduct.POSTGRESQL)) {
			DatabaseMigrations migrations = migrations(database);
			PlanView plan = migrations.plan("+1");
			assertThat(plan.to()).containsExactly(SECOND);
			assertThat(migrations.upgrade(UpgradeRequest.by(plan), MigrationListener.NONE).to())
				.containsExactly(SECOND);
		}
	}

	@Test
	void planOfADatabaseWithoutAHistoryCreatesNothing() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			files();
			DatabaseMigrations migrations = migrations(database);
			PlanView plan = migrations.plan("head");
			write(THIRD, SECOND, "create table place (id bigint)");
			assertRejected(migrations, plan);
			assertThat(query(database, "select count(*) from pg_tables where schemaname = 'public'"))
				.containsExactly("0");
		}
	}

	@Test
	void planNamesEverythingThatPreventsIt() {
		try (TestDatabase database = database(TestProduct.POSTGRESQL)) {
			database.execute("drop role if exists migrate_reader",
					"create role migrate_reader login password 'secret' in role pg_read_all_data");
			new ChangelogFolder(this.folder).write(path(SECOND), text(SECOND, FIRST, """
					preConditions: [{sqlCheck: {expectedResult: 0, sql: "select count(*) + 1 from product"}}]
					""", "alter table product add stock integer"));
			TestDatabase asReader = new TestDatabase(TestProduct.POSTGRESQL, database.url(), "migrate_reader", "secret",
					new DriverManagerDataSource(database.url(), "migrate_reader", "secret"), () -> {
					});
			assertThat(migrations(asReader).plan("head").findings()).extracting(FindingView::code)
				.containsExactlyInAnyOrder("precondition-not-met", "privilege-missing");
			database.execute("alter role migrate_reader set default_transaction_read_only = on");
			DatabaseMigrations migrations = migrations(asReader);
			assertThat(migrations.plan("head").findings()).extracting(FindingView::code)
				.containsExactlyInAnyOrder("precondition-not-met", "database-read-only");
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> migrations.upgrade("head"))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.DATABASE_READ_ONLY))
				.withMessageContaining("read-only")
				.withMessageContaining("Nothing has been changed.");
			database.execute("drop role migrate_reader");
		}
	}

	private static void assertRejected(DatabaseMigrations migrations, PlanView plan) {
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> migrations.upgrade(UpgradeRequest.by(plan), MigrationListener.NONE))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.PLAN_OUTDATED));
	}

	private Map<String, Alteration> alterations() {
		Map<String, Alteration> alterations = new LinkedHashMap<>();
		onFiles("edited", () -> write(SECOND, FIRST, "alter table product add stock bigint"), alterations);
		onFiles("added revision", () -> write("20260104000000", THIRD, "alter table product add weight integer"),
				alterations);
		onFiles("deleted revision", () -> new ChangelogFolder(this.folder).delete(path(THIRD)), alterations);
		onFiles("another author", () -> new ChangelogFolder(this.folder).write(path(THIRD),
				text(THIRD, SECOND, "", "create table place (id integer)").replace("ada", "bob")), alterations);
		onFiles("added precondition",
				() -> new ChangelogFolder(this.folder).write(path(THIRD),
						text(THIRD, SECOND, "preConditions: [{onFail: MARK_RAN}, {tableExists: {tableName: nowhere}}]",
								"create table place (id integer)")),
				alterations);
		onFiles("without a transaction",
				() -> new ChangelogFolder(this.folder).write(path(THIRD),
						text(THIRD, SECOND, "runInTransaction: false", "create table place (id integer)")),
				alterations);
		onFiles("another rollback",
				() -> new ChangelogFolder(this.folder).write(path(THIRD),
						text(THIRD, SECOND, "", "create table place (id integer)").replace("drop table product",
								"drop table place")),
				alterations);
		onFiles("another order", () -> {
			new ChangelogFolder(this.folder).delete(path(SECOND)).delete(path(THIRD));
			write(SECOND, FIRST, "create table place (id integer)");
			write(THIRD, SECOND, "alter table product add stock integer");
		}, alterations);
		onDatabase("added column", "alter table product add added%d integer", alterations);
		onDatabase("dropped column", "alter table product drop column name", alterations);
		onDatabase("added index", "create index index%d on product (name)", alterations);
		onDatabase("added check", "alter table product add constraint check%1$d check (id > %1$d)", alterations);
		onDatabase("added key", "alter table product add constraint key%d unique (name)", alterations);
		onDatabase("dropped table", "drop table product", alterations);
		onDatabase("created table", "create table place (id integer)", alterations);
		onDatabase("row of the history",
				"insert into DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED,"
						+ " ORDEREXECUTED, EXECTYPE) values ('x%d', 'x', 'x', current_timestamp, 99, 'EXECUTED')",
				alterations);
		onDatabase("checksum", "update DATABASECHANGELOG set EXECTYPE = 'MARK_RAN'", alterations);
		onDatabase("deleted row of the history", "delete from DATABASECHANGELOG", alterations);
		alterations.put("upgraded in part", (plan, database, migrations, random) -> {
			migrations.upgrade("+1");
			return plan;
		});
		alterations.put("downgraded", (plan, database, migrations, random) -> {
			migrations.downgrade(DowngradeRequest.to("base"), MigrationListener.NONE);
			return plan;
		});
		alterations.put("another version",
				(plan, database, migrations, random) -> new PlanView(plan.database(), plan.target(), plan.product(),
						plan.productVersion() + "." + random.nextInt(100), plan.from(), plan.to(), plan.history(),
						plan.revisions(), plan.tables(), plan.findings()));
		alterations.put("another database",
				(plan, database, migrations, random) -> new PlanView("other", plan.target(), plan.product(),
						plan.productVersion(), plan.from(), plan.to(), plan.history(), plan.revisions(), plan.tables(),
						plan.findings()));
		alterations.put("another checksum in the plan",
				(plan, database, migrations, random) -> new PlanView(plan.database(), plan.target(), plan.product(),
						plan.productVersion(), plan.from(), plan.to(), plan.history(),
						plan.revisions()
							.stream()
							.map((revision) -> new PlannedRevisionView(revision.id(), null, revision.path(), null,
									revision.changesets()
										.stream()
										.map((one) -> new PlannedChangesetView(one.id(), one.author(), one.path(),
												"9:" + random.nextInt(), one.definition(), one.sql()))
										.toList()))
							.toList(),
						plan.tables(), plan.findings()));
		return alterations;
	}

	private static void onFiles(String name, Runnable action, Map<String, Alteration> alterations) {
		alterations.put(name, (plan, database, migrations, random) -> {
			action.run();
			return plan;
		});
	}

	private static void onDatabase(String name, String sql, Map<String, Alteration> alterations) {
		alterations.put(name, (plan, database, migrations, random) -> {
			database.execute(sql.formatted(random.nextInt(1000)));
			return plan;
		});
	}

	private TestDatabase database(TestProduct product) {
		files();
		TestDatabase database = product.create();
		migrations(database).upgrade(UpgradeRequest.to(FIRST), MigrationListener.NONE);
		return database;
	}

	private void files() {
		ChangelogFolder.withVersions(this.folder);
		write(FIRST, "", "create table product (id integer, name varchar(20))");
		write(SECOND, FIRST, "alter table product add stock integer");
		write(THIRD, SECOND, "create table place (id integer)");
		Path added = this.folder.resolve(path("20260104000000"));
		if (added.toFile().exists()) {
			new ChangelogFolder(this.folder).delete(path("20260104000000"));
		}
	}

	private void write(String id, String parent, String sql) {
		new ChangelogFolder(this.folder).write(path(id), text(id, parent, "", sql));
	}

	private static String path(String id) {
		return "db/changelog/versions/" + id + "_revision.yaml";
	}

	private static String text(String id, String parent, String attribute, String sql) {
		return """
				databaseChangeLog:
				%s  - changeSet:
				      id: "%s.1"
				      author: ada
				      %s
				      changes: [{sql: {sql: "%s"}}]
				      rollback: [{sql: {sql: "drop table product"}}]
				""".formatted(
				parent.isEmpty() ? ""
						: "  - property: {name: migrate.parent, value: \"" + parent + "\", global: false}\n",
				id, attribute, sql);
	}

	private static List<String> state(TestDatabase database) {
		List<String> state = new ArrayList<>(
				query(database, "select ID from DATABASECHANGELOG order by ORDEREXECUTED, ID"));
		try (Connection connection = database.connect();
				ResultSet columns = connection.getMetaData()
					.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
			while (columns.next()) {
				state.add(columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"));
			}
			return state;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private DatabaseMigrations migrations(TestDatabase database) {
		MigrationTarget target = MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
			.build();
		return new DefaultDatabaseMigrations(
				new ManagedDatabase(target, new RunLog(), Optional::empty, this.folder, ChangelogFormat.YAML, "ada"),
				Preparation.NONE);
	}

	private static List<String> query(TestDatabase database, String sql) {
		try (Connection connection = database.connect()) {
			return Rows.read(connection, sql, List.of(), (rows) -> rows.getString(1));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Alteration {

		PlanView apply(PlanView plan, TestDatabase database, DatabaseMigrations migrations, Random random);

	}

}
