package dev.migrate.deaths;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.migrate.change.Difference;
import dev.migrate.dialect.Rows;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunSettings;
import dev.migrate.run.Session;
import dev.migrate.run.StatementSettings;
import dev.migrate.run.TouchedSchema;
import dev.migrate.run.UpgradePlan;
import dev.migrate.run.data.DataMigrations;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for upgrades that are killed at random moments: after one restart the database is
 * as after an undisturbed run. The figures are those of {@code docs/operations.md}, which
 * says how to measure them again.
 */
@Tag("long")
class KilledUpgradeTests {

	private static final int KILLS = Integer.getInteger("migrate.kills", 4);

	private static final int REVISIONS = 40;

	private static final int KINDS = 8;

	private static final int LONGEST_CHANGESET_MILLIS = 30;

	private static final int LONGEST_INDEX_MILLIS = 150;

	private static final String BUILDING = "select count(*) from pg_stat_progress_create_index"
			+ " where relid = 'big'::regclass";

	private static final String NEXT = "db/changelog/versions/" + id(REVISIONS) + "_step.yaml";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MARIADB" })
	void upgradeIsCompleteAfterOneRestart(TestProduct product) throws Exception {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder);
		for (int i = 0; i < REVISIONS; i++) {
			files.write("db/changelog/versions/" + id(i) + "_step.yaml",
					revision(id(i), (i > 0) ? id(i - 1) : "base", i));
		}
		List<String> expected;
		try (TestDatabase database = product.create();
				ApplicationProcess process = ApplicationProcess.start(database, files)) {
			assertThat(process.awaitEnd()).as(process::output).isZero();
			expected = state(database);
		}
		assertThat(expected).hasSizeGreaterThan(REVISIONS);
		Random random = new Random(Long.getLong("migrate.seed", 1));
		int within = 0;
		for (int kill = 0; kill < KILLS; kill++) {
			try (TestDatabase database = product.create()) {
				within += kill(database, files, random) ? 1 : 0;
				assertThat(changesByHand(database, files)).isEmpty();
				try (ApplicationProcess again = ApplicationProcess.start(database, files)) {
					assertThat(again.awaitEnd()).as(again::output).isZero();
				}
				assertThat(state(database)).isEqualTo(expected);
				files.write(NEXT, revision(id(REVISIONS), id(REVISIONS - 1), 2));
				assertThat(changesByHand(database, files)).isEmpty();
				database.execute("alter table t0 add by_hand integer");
				assertThat(changesByHand(database, files)).containsOnlyKeys("t0");
				files.delete(NEXT);
			}
		}
		System.out.printf(
				"%s: %d kills, %d of them before the last of %d changesets, all complete after" + " one restart%n",
				product, KILLS, within, REVISIONS);
	}

	@Test
	void indexThatIsBuiltConcurrentlyIsValidAfterOneRestart() throws Exception {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder)
			.write("db/changelog/versions/20260101000000_index.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260101000000.1"
					      author: ada
					      runInTransaction: false
					      changes: [{sql: {sql: "create index concurrently big_n on big (n)"}}]
					""");
		Random random = new Random(Long.getLong("migrate.seed", 1));
		for (int kill = 0; kill < KILLS; kill++) {
			try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
				database.execute("create table big as select g as id, (g * 7919::bigint) % 1000003 as n"
						+ " from generate_series(1, 200000) g", "create table other (id integer)");
				killWithinIndex(database, files, random);
				try (ApplicationProcess again = ApplicationProcess.start(database, files)) {
					assertThat(again.awaitEnd()).as(again::output).isZero();
				}
				assertThat(query(database,
						"select indexrelid::regclass || ' ' || indisvalid from pg_index where indrelid = 'big'::regclass"))
					.containsExactly("big_n true");
			}
		}
		System.out.printf("POSTGRESQL: %d kills inside of an index that is built concurrently, all valid after one"
				+ " restart%n", KILLS);
	}

	// A snapshot of another session keeps the index from being complete.
	private static void killWithinIndex(TestDatabase database, ChangelogFolder files, Random random) throws Exception {
		try (Connection snapshot = database.connect();
				Connection connection = database.connect();
				ApplicationProcess process = ApplicationProcess.start(database, files)) {
			snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			snapshot.setAutoCommit(false);
			Rows.first(snapshot, "select count(*) from other");
			while (Rows.first(connection, BUILDING).equals("0") && process.process().isAlive()) {
				Thread.sleep(1);
			}
			Thread.sleep(random.nextInt(LONGEST_INDEX_MILLIS));
			assertThat(Rows.first(connection, BUILDING)).as(process::output).isEqualTo("1");
			process.kill();
			snapshot.rollback();
			snapshot.setAutoCommit(true);
		}
	}

	private static boolean kill(TestDatabase database, ChangelogFolder files, Random random) throws Exception {
		int after = random.nextInt(REVISIONS);
		try (ApplicationProcess process = ApplicationProcess.start(database, files);
				Connection connection = database.connect()) {
			process.awaitOutput(MigratingApplication.RUNNING);
			while (applied(connection) < after && process.process().isAlive()) {
				Thread.sleep(1);
			}
			Thread.sleep(random.nextInt(LONGEST_CHANGESET_MILLIS));
			process.kill();
			return applied(connection) < REVISIONS;
		}
	}

	private static int applied(Connection connection) {
		try {
			return Integer.parseInt(Rows.first(connection, "select count(*) from DATABASECHANGELOG"));
		}
		catch (SQLException ex) {
			return 0;
		}
	}

	private static String id(int number) {
		return "202601%02d%06d".formatted(1 + number / KINDS, number);
	}

	private static Map<String, List<Difference>> changesByHand(TestDatabase database, ChangelogFolder files) {
		MigrationTarget target = MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, files.loader())
			.build()
			.withRun(new RunSettings(LockSettings.DEFAULT, StatementSettings.DEFAULT, DataMigrations.NONE, true));
		try (Session session = Session.open(target)) {
			return new TouchedSchema(UpgradePlan.of(session, "head"), session).changes();
		}
	}

	// What the statements do twice, or in part, is seen in the rows.
	private static String revision(String id, String parent, int number) {
		String table = "t" + number / KINDS;
		String sql = switch (number % KINDS) {
			case 0 -> "create table %s (id integer primary key, name varchar(20), old varchar(20), n integer)";
			case 1 -> "insert into %s values (1, 'one', 'x', 1), (2, 'two', 'y', 2)";
			case 2 -> "alter table %s add column extra integer";
			case 3 ->
				"update %1$s set n = n + 10; alter table %1$s add column third integer; update %1$s set n = n * 3;"
						+ " create index %1$s_third on %1$s (third); insert into %1$s (id, n) values (3, 3)";
			case 4 -> "create index %1$s_name on %1$s (name)";
			case 5 -> "alter table %1$s rename column old to older";
			case 6 -> "alter table %1$s add constraint %1$s_n check (n > 0); alter table %1$s drop column extra;"
					+ " update %1$s set n = n + 1";
			default -> "create table %1$s_child (id integer primary key, parent integer); insert into %1$s_child values"
					+ " (1, 1); alter table %1$s_child add constraint %1$s_fk foreign key (parent) references %1$s (id)";
		};
		return """
				databaseChangeLog:
				  - property: {name: migrate.parent, value: "%s", global: false}
				  - changeSet:
				      id: "%s.1"
				      author: ada
				      changes: [{sql: {splitStatements: true, sql: "%s"}}]
				""".formatted(parent, id, sql.formatted(table));
	}

	private static List<String> state(TestDatabase database) throws SQLException {
		List<String> state = new ArrayList<>(Oracle.of(database));
		for (int i = 0; i < REVISIONS / KINDS; i++) {
			state.addAll(
					query(database, "select concat(id, ' ', coalesce(name, '-'), ' ', n) from t" + i + " order by id"));
			state.addAll(query(database, "select concat(id, ' ', parent) from t" + i + "_child order by id"));
		}
		state.addAll(query(database, "select concat(ID, ' ', ORDEREXECUTED, ' ', EXECTYPE) from DATABASECHANGELOG"
				+ " order by ORDEREXECUTED"));
		state.addAll(query(database, "select LOCKEDBY from DATABASECHANGELOGLOCK where LOCKEDBY is not null"));
		return state;
	}

	private static List<String> query(TestDatabase database, String sql) throws SQLException {
		try (Connection connection = database.connect()) {
			return Rows.read(connection, sql, List.of(), (rows) -> rows.getString(1));
		}
	}

}
