package dev.migrate.run.lock;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.MigrationFailedException;
import dev.migrate.MigrationListener;
import dev.migrate.dialect.Rows;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.run.RunOptions;
import dev.migrate.run.RunSettings;
import dev.migrate.run.StatementSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for runs whose connection is lost in the middle of a changeset: the next run goes
 * on from the statement that was interrupted.
 */
class InterruptedRunTests {

	private static final String FILE = "db/changelog/versions/20260101000000_steps.yaml";

	@TempDir
	private Path folder;

	@AfterEach
	void stopInterrupting() {
		ActionChange.during((connection) -> {
		});
	}

	@ParameterizedTest
	@EnumSource
	void changesetIsContinued(TestProduct product) throws Exception {
		run(product, true, (database, target) -> {
			assertContinued(database, target);
			MigrationRunner runner = new MigrationRunner(target, new RunLog());
			runner.downgrade(runner.planDowngrade("base"));
			assertThat(runner.upgrade("head").changesets()).hasSize(1);
			assertThat(rows(database)).containsExactly("1", "2");
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MARIADB" })
	void changesetWithoutTransactionIsContinued(TestProduct product) throws Exception {
		run(product, false, InterruptedRunTests::assertContinued);
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "MARIADB", "H2" })
	void changesetThatWasEditedIsNotContinued(TestProduct product) throws Exception {
		run(product, true, (database, target) -> {
			interrupt(database, target);
			new ChangelogFolder(this.folder).write(FILE,
					text(true, "create table other (id integer)", "insert into other values (1)",
							"create index other_id on other (id)", "insert into other values (2)"));
			new MigrationRunner(target, new RunLog()).upgrade("head");
			assertThat(query(database, "select id from other order by id")).containsExactly("1", "2");
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "MARIADB", "H2" })
	void changesetThatHasFailedIsNotContinued(TestProduct product) throws Exception {
		run(product, true, (database, target) -> {
			ActionChange.during((connection) -> {
				throw new IllegalStateException("It fails");
			});
			MigrationRunner runner = new MigrationRunner(target, new RunLog());
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> runner.upgrade("head"))
				.withMessageContaining("It fails");
			stopInterrupting();
			database.execute("drop table steps");
			runner.upgrade("head");
			assertThat(rows(database)).containsExactly("1", "2");
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "MARIADB", "H2" })
	void changesetWithFewerStatementsIsNotContinued(TestProduct product) throws Exception {
		ChangelogFolder.withVersions(this.folder).write(FILE, """
				databaseChangeLog:
				  - changeSet:
				      id: "20260101000000.1"
				      author: ada
				      changes:
				        - dropAllForeignKeyConstraints: {baseTableName: child}
				        - sql: {sql: "create table steps (id integer)"}
				        - customChange: {class: dev.migrate.run.lock.ActionChange}
				        - sql: {sql: "insert into steps values (1)"}
				""");
		RealLocks.use(() -> {
			try (TestDatabase database = product.create()) {
				database.execute("create table parent (id integer primary key)",
						"create table child (a integer, b integer, c integer,"
								+ " constraint child_a foreign key (a) references parent (id),"
								+ " constraint child_b foreign key (b) references parent (id),"
								+ " constraint child_c foreign key (c) references parent (id))");
				MigrationTarget target = target(database);
				interrupt(database, target);
				MigrationRunner runner = new MigrationRunner(target, new RunLog());
				assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> runner.upgrade("head"))
					.withMessageContaining("It cannot be continued, since it has fewer statements now.");
				database.execute("drop table steps");
				runner.upgrade("head");
				assertThat(rows(database)).containsExactly("1");
			}
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "MARIADB", "H2" })
	void changesetThatIsNotRunLeavesNothingBehind(TestProduct product) throws Exception {
		ChangelogFolder.withVersions(this.folder)
			.write(FILE,
					"""
							databaseChangeLog:
							  - changeSet:
							      id: "20260101000000.1"
							      author: ada
							      changes: [{sql: {sql: "create table steps (id integer)"}}]
							      rollback: [{sql: {sql: "drop table steps"}}]
							  - changeSet:
							      id: "20260101000000.2"
							      author: ada
							      preConditions: [{onFail: MARK_RAN}, {sqlCheck: {expectedResult: 1, sql: "select count(*) from steps"}}]
							      changes: [{sql: {sql: "create table other (id integer)"}}]
							      rollback: [{sql: {sql: "drop table other"}}]
							  - changeSet:
							      id: "20260101000000.3"
							      author: ada
							      preConditions: [{onFail: CONTINUE}, {sqlCheck: {expectedResult: 1, sql: "select count(*) from steps"}}]
							      changes: [{sql: {sql: "create table other (id integer)"}}]
							      rollback: [{sql: {sql: "drop table other"}}]
							""");
		RealLocks.use(() -> {
			try (TestDatabase database = product.create()) {
				MigrationRunner runner = new MigrationRunner(target(database), new RunLog());
				runner.upgrade("head", new RunOptions("v1", MigrationListener.NONE));
				assertThat(leftBehind(database)).isEmpty();
				runner.downgrade(runner.planDowngrade("base"));
				assertThat(leftBehind(database)).isEmpty();
				assertThat(query(database, "select count(*) from DATABASECHANGELOG")).containsExactly("0");
			}
		});
	}

	@Test
	void indexThatWasLeftInvalidIsBuiltAgain() throws Exception {
		ChangelogFolder.withVersions(this.folder).write(FILE, """
				databaseChangeLog:
				  - changeSet:
				      id: "20260101000000.1"
				      author: ada
				      runInTransaction: false
				      changes:
				        - sql: {sql: "create unique index concurrently if not exists \\"Steps id\\" on steps (id)"}
				""");
		RealLocks.use(() -> {
			try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
				database.execute("create table steps (id integer)", "insert into steps values (1), (1)");
				MigrationRunner runner = new MigrationRunner(target(database), new RunLog());
				assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> runner.upgrade("head"))
					.withMessageContaining("Key (id)=(1) is duplicated");
				assertThat(query(database, "select indisvalid from pg_index where indrelid = 'steps'::regclass"))
					.containsExactly("f");
				database.execute("delete from steps");
				runner.upgrade("head");
				assertThat(query(database, "select indisvalid from pg_index where indrelid = 'steps'::regclass"))
					.containsExactly("t");
			}
		});
	}

	private static void assertContinued(TestDatabase database, MigrationTarget target) throws Exception {
		interrupt(database, target);
		assertThat(new MigrationRunner(target, new RunLog()).upgrade("head").changesets()).hasSize(1);
		assertThat(rows(database)).containsExactly("1", "2");
		assertThat(query(database, "select count(*) from DATABASECHANGELOG")).containsExactly("1");
		assertThat(leftBehind(database)).isEmpty();
	}

	private static List<String> leftBehind(TestDatabase database) {
		return query(database, "select LOCKEDBY from DATABASECHANGELOGLOCK where LOCKEDBY is not null");
	}

	private static void interrupt(TestDatabase database, MigrationTarget target) {
		ActionChange.during((connection) -> {
			Connection physical = connection.unwrap(Connection.class);
			if (database.dataSource() instanceof HikariDataSource pool) {
				pool.evictConnection(connection);
			}
			physical.close();
		});
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> new MigrationRunner(target, new RunLog()).upgrade("head"));
		ActionChange.during((connection) -> {
		});
	}

	private void run(TestProduct product, boolean inTransaction, Action action) throws Exception {
		ChangelogFolder.withVersions(this.folder)
			.write(FILE, text(inTransaction, "create table steps (id integer)", "insert into steps values (1)",
					"create index steps_id on steps (id)", "insert into steps values (2)"));
		RealLocks.use(() -> {
			try (TestDatabase database = product.create()) {
				action.run(database, target(database));
			}
		});
	}

	private static String text(boolean inTransaction, String... statements) {
		return """
				databaseChangeLog:
				  - changeSet:
				      id: "20260101000000.1"
				      author: ada
				      runInTransaction: %s
				      changes:
				        - sql: {sql: "%s"}
				        - sql: {sql: "%s"}
				        - sql: {sql: "%s"}
				        - customChange: {class: dev.migrate.run.lock.ActionChange}
				        - sql: {sql: "%s"}
				      rollback: [{sql: {sql: "drop table steps"}}]
				""".formatted(inTransaction, statements[0], statements[1], statements[2], statements[3]);
	}

	private MigrationTarget target(TestDatabase database) {
		return MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
			.build()
			.withRun(new RunSettings(
					new LockSettings(true, null, () -> Optional
						.of(DriverManager.getConnection(database.url(), database.username(), database.password()))),
					StatementSettings.DEFAULT));
	}

	private static List<String> rows(TestDatabase database) {
		return query(database, "select id from steps order by id");
	}

	private static List<String> query(TestDatabase database, String sql) {
		try (Connection connection = database.connect()) {
			return Rows.read(connection, sql, List.of(), (rows) -> rows.getString(1));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Action {

		void run(TestDatabase database, MigrationTarget target) throws Exception;

	}

}
