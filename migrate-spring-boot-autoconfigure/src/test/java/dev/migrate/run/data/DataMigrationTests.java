package dev.migrate.run.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.migrate.ErrorCode;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.RowMigration;
import dev.migrate.RunView;
import dev.migrate.dialect.Rows;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.run.RunSettings;
import dev.migrate.run.StatementSettings;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for data migrations on real databases.
 */
class DataMigrationTests {

	private static final int ROWS = 95;

	private static final int BATCH = 10;

	private final RunLog log = new RunLog();

	@TempDir
	private Path folder;

	private Consumer<List<Person>> before = (rows) -> {
	};

	@ParameterizedTest
	@EnumSource
	void everyRowIsMigratedOnce(TestProduct product) {
		try (TestDatabase database = people(product, "bigint", "%d")) {
			List<Long> progress = new ArrayList<>();
			this.before = (rows) -> progress.add(this.log.run().map(RunView::rows).orElse(null));
			upgrade(database);
			assertThat(batches(database)).hasSize(10);
			assertThat(texts(database, "select full_name from person order by id")).hasSize(ROWS)
				.startsWith("first 100 last 100")
				.endsWith("first 194 last 194");
			assertThat(progress).containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L);
			assertThat(texts(database, "select ID from DATABASECHANGELOG")).containsExactly("20260101000000.1");
			assertThat(texts(database, "select ID from DATABASECHANGELOG_CHECKPOINT")).isEmpty();
			assertThat(this.log.run()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void failedBatchIsTheFirstOfTheNextRun(TestProduct product) {
		try (TestDatabase database = people(product, "bigint", "%d")) {
			this.before = (rows) -> {
				if (rows.get(0).first().equals("first 130")) {
					throw new IllegalStateException("no name for 130");
				}
			};
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> upgrade(database))
				.withMessageContaining("The data migration fill-names failed after 30 rows: no name for 130."
						+ " The batches before are committed. The next run continues after them.")
				.withMessageNotContaining("None of its statements")
				.withMessageContaining("Not applied: 20260101000000.");
			assertThat(batches(database)).hasSize(3);
			this.before = (rows) -> {
			};
			upgrade(database);
			assertThat(batches(database)).hasSize(10).doesNotHaveDuplicates();
			assertThat(texts(database, "select id from person where full_name is null")).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "POSTGRESQL, uuid, 00000000-0000-0000-0000-000000000%03d", "POSTGRESQL, varchar(40), key-%03d",
			"POSTGRESQL, 'numeric(30, 2)', %d.50", "POSTGRESQL, integer, %d", "MARIADB, varchar(40), key-%03d",
			"MYSQL, 'numeric(30, 2)', %d.50", "H2, uuid, 00000000-0000-0000-0000-000000000%03d",
			"SQLITE, varchar(40), key-%03d", "HSQLDB, smallint, %d" })
	void keysOfEachKindContinue(TestProduct product, String type, String format) {
		try (TestDatabase database = people(product, type, format)) {
			for (String stop : List.of("first 120", "first 150")) {
				this.before = (rows) -> {
					if (rows.get(0).first().equals(stop)) {
						throw new IllegalStateException(stop);
					}
				};
				assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> upgrade(database));
			}
			this.before = (rows) -> {
			};
			upgrade(database);
			assertThat(batches(database)).hasSize(10).doesNotHaveDuplicates();
			assertThat(texts(database, "select id from person where full_name is null")).isEmpty();
		}
	}

	@Test
	void keyOfAnotherKindIsRejected() {
		try (TestDatabase database = people(TestProduct.POSTGRESQL, "date", "2026-01-01")) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> upgrade(database))
				.withMessageContaining("A key must be an exact number, a UUID or a text of at most 250 characters");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB", "H2" })
	void batchThatMeetsADeadlockIsRepeated(TestProduct product) {
		try (TestDatabase database = people(product, "bigint", "%d")) {
			List<String> attempts = new ArrayList<>();
			this.before = (rows) -> {
				attempts.add(rows.get(0).first());
				if (attempts.size() == 2 || attempts.size() == 3) {
					throw new CannotAcquireLockException("deadlock");
				}
			};
			upgrade(database);
			assertThat(attempts).hasSize(12).startsWith("first 100", "first 110", "first 110", "first 110");
			assertThat(batches(database)).hasSize(10).doesNotHaveDuplicates();
		}
	}

	@Test
	void batchThatMeetsDeadlocksOnlyFails() {
		try (TestDatabase database = people(TestProduct.H2, "bigint", "%d")) {
			this.before = (rows) -> {
				throw new CannotAcquireLockException("deadlock");
			};
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> upgrade(database))
				.withMessageContaining("failed after 0 rows, in 5 attempts: deadlock.");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB", "SQLITE" })
	void undoneChangesetMigratesAllRowsAgain(TestProduct product) {
		try (TestDatabase database = people(product, "bigint", "%d")) {
			upgrade(database);
			MigrationRunner runner = new MigrationRunner(target(database, migrations()), this.log);
			runner.downgrade(runner.planDowngrade("base"));
			database.execute("update person set full_name = null", "delete from batch");
			upgrade(database);
			assertThat(batches(database)).hasSize(10);
			assertThat(texts(database, "select id from person where full_name is null")).isEmpty();
		}
	}

	// As after the death of a process between the row of the history and the deletion
	@Test
	void checkpointThatWasLeftBehindIsForgottenWhenTheChangesetIsUndone() {
		try (TestDatabase database = people(TestProduct.POSTGRESQL, "bigint", "%d")) {
			String[] checkpoint = new String[1];
			this.before = (rows) -> {
				List<String> ids = texts(database, "select ID from databasechangelog_checkpoint");
				checkpoint[0] = ids.isEmpty() ? checkpoint[0] : ids.get(0);
			};
			upgrade(database);
			assertThat(checkpoint[0]).endsWith(" fill-names");
			database
				.execute("insert into databasechangelog_checkpoint values ('" + checkpoint[0] + "', 'long:194', 95)");
			MigrationRunner runner = new MigrationRunner(target(database, migrations()), this.log);
			runner.downgrade(runner.planDowngrade("base"));
			database.execute("delete from batch");
			upgrade(database);
			assertThat(batches(database)).hasSize(10);
		}
	}

	@Test
	void stoppedThreadEndsAfterItsBatch() {
		try (TestDatabase database = people(TestProduct.POSTGRESQL, "bigint", "%d")) {
			this.before = (rows) -> {
				if (rows.get(0).first().equals("first 120")) {
					Thread.currentThread().interrupt();
				}
			};
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> upgrade(database))
				.withMessageContaining("was stopped after 30 rows.");
			assertThat(Thread.interrupted()).isFalse();
			assertThat(batches(database)).hasSize(3);
		}
	}

	@Test
	void pauseFollowsEachBatch() {
		try (TestDatabase database = people(TestProduct.H2, "bigint", "%d")) {
			DataMigrations paused = new DataMigrations() {

				@Override
				public Optional<NamedMigration<?>> find(String name) {
					return migrations().find(name);
				}

				@Override
				public Duration pause() {
					return Duration.ofMillis(30);
				}

			};
			long start = System.nanoTime();
			new MigrationRunner(target(database, paused), this.log).upgrade("head");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
		}
	}

	@Test
	void databaseWithoutRowsNeedsNoBean() {
		try (TestDatabase database = people(TestProduct.H2, "bigint", "%d")) {
			new MigrationRunner(target(database, null), this.log).upgrade("head");
			assertThat(batches(database)).isEmpty();
			assertThat(texts(database, "select ID from DATABASECHANGELOG")).hasSize(1);
		}
	}

	@Test
	void missingBeanIsNamed() {
		try (TestDatabase database = people(TestProduct.H2, "bigint", "%d")) {
			upgrade(database);
			database.execute("update DATABASECHANGELOG set DEPLOYMENT_ID = 'before'");
			write("20260102000000", "", "");
			assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> new MigrationRunner(target(database, DataMigrations.NONE), this.log).upgrade("head"))
				.satisfies((failure) -> assertThat(failure.code()).isEqualTo(ErrorCode.DATA_MIGRATION_UNKNOWN))
				.withMessageContaining("No bean has the annotation @DataMigration(\"fill-names\").");
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> plainly(database))
				.withMessageContaining("is a bean, which only a run of Migrate can use");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB", "H2" })
	void newDatabaseNeedsNoBean(TestProduct product) throws Exception {
		try (TestDatabase database = people(product, "bigint", "%d")) {
			plainly(database);
			assertThat(batches(database)).isEmpty();
			assertThat(texts(database, "select ID from DATABASECHANGELOG")).hasSize(1);
		}
	}

	private void plainly(TestDatabase database) throws Exception {
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setDataSource(database.dataSource());
		liquibase.setChangeLog(ChangelogFolder.MASTER);
		liquibase.setResourceLoader(new ChangelogFolder(this.folder).loader());
		liquibase.afterPropertiesSet();
	}

	@ParameterizedTest
	@EnumSource
	void strategyOfQuotesDoesNotMatter(TestProduct product) {
		try (TestDatabase database = people(product, "bigint", "%d")) {
			write("20260101000000", ", objectQuotingStrategy: QUOTE_ALL_OBJECTS", "");
			write("20260102000000", "", "");
			upgrade(database);
			assertThat(batches(database)).hasSize(20);
			assertThat(texts(database, "select ID from DATABASECHANGELOG_CHECKPOINT")).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "MARIADB", "MYSQL", "POSTGRESQL", "H2" })
	void checkpointsAreInTheSchemaOfLiquibase(TestProduct product) {
		try (TestDatabase database = people(product, "bigint", "%d")) {
			String schema = "lb_" + Long.toString(System.nanoTime(), 36);
			database.execute("create schema " + schema);
			MigrationTarget target = MigrationTarget
				.builder("main", database.dataSource(), ChangelogFolder.MASTER,
						new ChangelogFolder(this.folder).loader())
				.liquibaseSchema(schema)
				.build()
				.withRun(new RunSettings(LockSettings.DEFAULT, StatementSettings.DEFAULT, migrations()));
			this.before = (rows) -> {
				if (rows.get(0).first().equals("first 120")) {
					throw new IllegalStateException("stop");
				}
			};
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> new MigrationRunner(target, this.log).upgrade("head"));
			assertThat(texts(database, "select LASTKEY from " + schema + ".DATABASECHANGELOG_CHECKPOINT"))
				.containsExactly("long:119");
			this.before = (rows) -> {
			};
			new MigrationRunner(target, this.log).upgrade("head");
			assertThat(batches(database)).hasSize(10).doesNotHaveDuplicates();
			assertThat(texts(database, "select ID from " + schema + ".DATABASECHANGELOG_CHECKPOINT")).isEmpty();
			database.execute(
					product.name().startsWith("M") ? "drop schema " + schema : "drop schema " + schema + " cascade");
		}
	}

	@Test
	void changesetsWithTheSameBeanHaveCheckpointsOfTheirOwn() {
		try (TestDatabase database = people(TestProduct.POSTGRESQL, "bigint", "%d")) {
			upgrade(database);
			database.execute("delete from batch");
			write("20260102000000", "", "");
			upgrade(database);
			assertThat(batches(database)).hasSize(10);
		}
	}

	@Test
	void otherChangesOfTheChangesetAreRejected() {
		try (TestDatabase database = people(TestProduct.H2, "bigint", "%d")) {
			write(", {sql: {sql: delete from person}}");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> upgrade(database))
				.withMessageContaining("runs a data migration and has other changes");
			assertThat(texts(database, "select id from person")).hasSize(ROWS);
		}
	}

	private TestDatabase people(TestProduct product, String type, String format) {
		write("");
		TestDatabase database = product.create();
		database.execute(
				"create table person (id " + type
						+ " not null primary key, first_name varchar(20), full_name varchar(60))",
				"create table batch (first_row varchar(20), last_row varchar(20))");
		List<String> inserts = new ArrayList<>();
		for (int i = 100; i < 100 + ROWS && (i == 100 || format.contains("%")); i++) {
			String key = format.formatted(i);
			boolean number = key.matches("[0-9.]+");
			inserts.add("insert into person (id, first_name) values (" + (number ? key : "'" + key + "'") + ", 'first "
					+ i + "')");
		}
		return database.execute(inserts.toArray(String[]::new));
	}

	private void write(String more) {
		write("20260101000000", "", more);
	}

	private void write(String revision, String attributes, String more) {
		ChangelogFolder.withVersions(this.folder).write("db/changelog/versions/" + revision + "_names.yaml", """
				databaseChangeLog:
				  - changeSet: {id: "%s.1", author: ada%s, rollback: [], changes: [
				      {customChange: {class: dev.migrate.run.data.DataMigrationChange, name: fill-names}}%s]}
				""".formatted(revision, attributes, more));
	}

	private void upgrade(TestDatabase database) {
		new MigrationRunner(target(database, migrations()), this.log).upgrade("head");
	}

	private MigrationTarget target(TestDatabase database, DataMigrations migrations) {
		return MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
			.build()
			.withRun(new RunSettings(LockSettings.DEFAULT, StatementSettings.DEFAULT, migrations));
	}

	private DataMigrations migrations() {
		return (name) -> name.equals("fill-names")
				? Optional.of(new NamedMigration<>(name, "id", BATCH, Person.class, new FillNames()))
				: Optional.empty();
	}

	private static List<String> batches(TestDatabase database) {
		return texts(database, "select first_row from batch");
	}

	private static List<String> texts(TestDatabase database, String sql) {
		try (Connection connection = database.connect()) {
			return Rows.read(connection, sql, List.of(), (rows) -> rows.getString(1));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A row.
	 *
	 * @param first the first name
	 */
	record Person(String first) {

	}

	private final class FillNames implements RowMigration<Person> {

		@Override
		public String query() {
			return "select id, first_name as first from person where first_name is not null";
		}

		@Override
		public void migrate(List<Person> rows, JdbcClient jdbc) {
			jdbc.sql("insert into batch values (?, ?)")
				.param(rows.get(0).first())
				.param(rows.get(rows.size() - 1).first())
				.update();
			for (Person row : rows) {
				jdbc.sql("update person set full_name = ? where first_name = ?")
					.param(row.first() + " " + row.first().replace("first", "last"))
					.param(row.first())
					.update();
			}
			DataMigrationTests.this.before.accept(rows);
		}

	}

}
