package dev.migrate.deaths;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Random;

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
 * Tests for a data migration whose process is killed again and again, in the middle of
 * its batches. The figures are those of {@code docs/operations.md}, which says how to
 * measure them again.
 */
@Tag("long")
class KilledDataMigrationTests {

	private static final int ROWS = Integer.getInteger("migrate.rows", 40_000);

	private static final int KILLS = Integer.getInteger("migrate.kills", 3);

	private static final int BATCH = 1000;

	private static final int LONGEST_BATCH_MILLIS = 20;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MARIADB" })
	void eachBatchIsMigratedOnce(TestProduct product) throws Exception {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder)
			.write("db/changelog/versions/20260101000000_names.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260101000000.1"
					      author: ada
					      changes: [{customChange: {class: dev.migrate.run.data.DataMigrationChange, name: fill-names}}]
					""");
		Random random = new Random(Long.getLong("migrate.seed", 1));
		try (TestDatabase database = product.create()) {
			create(database);
			int kills = 0;
			while (kills < KILLS && kill(database, files, random, ROWS / BATCH * (kills + 1) / (KILLS + 1))) {
				kills++;
			}
			try (ApplicationProcess last = ApplicationProcess.startWithRows(database, files)) {
				assertThat(last.awaitEnd()).as(last::output).isZero();
			}
			try (Connection connection = database.connect()) {
				assertThat(Rows.first(connection,
						"select count(*) from person where migrated = 1"
								+ " and full_name = concat('first ', id, ' last ', id)"))
					.isEqualTo(String.valueOf(ROWS));
				assertThat(Rows.first(connection, "select count(*) from batch"))
					.isEqualTo(String.valueOf(ROWS / BATCH));
				assertThat(Rows.first(connection, "select count(*) from DATABASECHANGELOG_CHECKPOINT")).isEqualTo("0");
				assertThat(Rows.first(connection, "select count(*) from DATABASECHANGELOG")).isEqualTo("1");
				assertThat(Rows.read(connection, "select LOCKEDBY from DATABASECHANGELOGLOCK", List.of(),
						(rows) -> rows.getString(1)))
					.containsOnlyNulls();
			}
			assertThat(kills).isEqualTo(KILLS);
			System.out.printf("%s: a data migration of %d rows, killed %d times: each of %d batches once%n", product,
					ROWS, kills, ROWS / BATCH);
		}
	}

	private static void create(TestDatabase database) throws Exception {
		database.execute(
				"create table person (id bigint not null primary key, first_name varchar(40), last_name varchar(40),"
						+ " full_name varchar(90), migrated integer)",
				"create table batch (first_id bigint, last_id bigint, size integer)");
		try (Connection connection = database.connect()) {
			Rows.execute(connection, "insert into person (id, first_name, last_name) with recursive n (id) as"
					+ " (select 1 union all select id + 1 from n where id < 1000) select a.id + 1000 * (b.id - 1),"
					+ " concat('first ', a.id + 1000 * (b.id - 1)), concat('last ', a.id + 1000 * (b.id - 1))"
					+ " from n a cross join n b where b.id <= " + (ROWS / BATCH));
		}
	}

	private static boolean kill(TestDatabase database, ChangelogFolder files, Random random, int after)
			throws Exception {
		try (ApplicationProcess process = ApplicationProcess.startWithRows(database, files);
				Connection connection = database.connect()) {
			while (Integer.parseInt(Rows.first(connection, "select count(*) from batch")) < after
					&& process.process().isAlive()) {
				Thread.sleep(1);
			}
			Thread.sleep(random.nextInt(LONGEST_BATCH_MILLIS));
			boolean isRunning = process.process().isAlive();
			process.kill();
			return isRunning;
		}
	}

}
