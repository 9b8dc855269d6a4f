package dev.migrate.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for runs that fail: the lock is free, the history is right, the message names
 * what has happened, and the next run continues from there.
 */
class FailedRunTests {

	private static final String A = "20260101000000";

	private static final String B = "20260102000000";

	private static final String C = "20260103000000";

	private static final String FILE = "db/changelog/versions/" + B + "_fails.yaml";

	@TempDir
	private Path folder;

	private ChangelogFolder files;

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void failedUpgradeIsReportedAndContinued(Failure failure) throws Exception {
		run(failure, (database, target) -> {
			MigrationFailedException ex = upgrade(target);
			assertThat(ex.getMessage()).contains(FILE + "::" + B + ".1::ada failed on the database 'main': ")
				.contains(failure.fragments)
				.contains("Applied by this run: " + A + ". Not applied: " + B + ", " + C + ".",
						"Correct the cause and run upgrade again, or go back with downgrade.")
				.hasLineCount(1);
			assertFailed(failure, database, target);
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void failedStartupIsReportedAndContinued(Failure failure) throws Exception {
		run(failure, (database, target) -> {
			SpringLiquibase bean = new SpringLiquibase();
			bean.setDataSource(target.dataSource());
			bean.setChangeLog(ChangelogFolder.MASTER);
			bean.setResourceLoader(this.files.loader());
			new RunLog().attach(bean, RunSettings.DEFAULT, List.of());
			Exception ex = catchThrowableOfType(Exception.class, bean::afterPropertiesSet);
			assertThat(described(ex)).contains(FILE + "::" + B + ".1::ada failed: ")
				.contains("Applied by this run: changesets " + A + ".1. Not applied: " + B + ".1 and what comes after");
			assertFailed(failure, database, target);
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("products")
	void failedDowngradeIsReportedAndContinued(TestProduct product) throws Exception {
		Failure good = new Failure("good", product, "create table b (id integer)", "drop table b", "select 1");
		run(good, (database, target) -> {
			MigrationRunner runner = new MigrationRunner(target, new RunLog());
			runner.upgrade("head");
			database.execute("drop table b");
			MigrationFailedException ex = catchThrowableOfType(MigrationFailedException.class,
					() -> runner.downgrade(runner.planDowngrade("base")));
			assertThat(ex.getMessage()).containsIgnoringCase("drop table b")
				.contains("None of its statements has taken effect.",
						"Undone by this run: " + C + ". Not undone: " + B + ", " + A + ".",
						"Correct the cause and run downgrade again, or go back with upgrade.")
				.hasLineCount(1);
			assertThat(locked(database)).isFalse();
			assertThat(current(target)).containsExactly(B);
			database.execute("create table b (id integer)");
			assertThat(runner.downgrade(runner.planDowngrade("base"))).hasSize(2);
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("products")
	void preconditionOfTheFileStopsBeforeTheRun(TestProduct product) throws Exception {
		Failure failure = new Failure("file", product, "create table b (id integer)", "drop table b", "select 1");
		run(failure, (database, target) -> {
			this.files.write(FILE, text("create table b (id integer)", "drop table b", """
					  - preConditions:
					      - onFailMessage: The table has 3 rows without a name.
					      - sqlCheck: {expectedResult: 0, sql: select 3}
					""", ""));
			assertThat(upgrade(target).getMessage())
				.isEqualTo("Nothing has been run: A precondition does not hold: The table has 3 rows without a name.");
			assertThat(locked(database)).isFalse();
			assertThat(current(target)).isEmpty();
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("products")
	void preconditionOfTheChangesetStopsBeforeItsFirstStatement(TestProduct product) throws Exception {
		Failure failure = new Failure("changeset", product, "create table b (id integer)", "drop table b", "select 1");
		run(failure, (database, target) -> {
			this.files.write(FILE, text("create table b (id integer)", "drop table b", "", """
					      preConditions:
					        - onFailMessage: The table has 3 rows without a name.
					        - sqlCheck: {expectedResult: 0, sql: select 3}
					"""));
			assertThat(upgrade(target).getMessage())
				.contains(
						B + ".1::ada failed on the database 'main': A precondition does not hold:"
								+ " The table has 3 rows without a name.",
						"None of its statements has taken effect.", "Applied by this run: " + A)
				.hasLineCount(1);
			assertThat(locked(database)).isFalse();
			assertThat(current(target)).containsExactly(A);
		});
	}

	@Test
	void preconditionThatTheUserMayNotEvaluateIsReported() throws Exception {
		Failure failure = new Failure("rights", TestProduct.POSTGRESQL, "create table b (id integer)", "drop table b",
				"select 1");
		run(failure, (database, target) -> {
			this.files.write(FILE, text("create table b (id integer)", "drop table b", "", """
					      preConditions:
					        - sqlCheck: {expectedResult: 0, sql: select count(*) from secret}
					"""));
			database.execute("create table secret (id integer)",
					"do $$ begin create role reader login password 'reader'; exception when duplicate_object then null;"
							+ " end $$",
					"grant create, usage on schema public to reader");
			try (HikariDataSource pool = pool(database.url(), "reader", "reader")) {
				MigrationTarget poor = MigrationTarget
					.builder("main", pool, ChangelogFolder.MASTER, this.files.loader())
					.build();
				assertThat(upgrade(poor).getMessage())
					.contains("A precondition cannot be evaluated: ERROR: permission denied for table secret.",
							"The query: select count(*) from secret.", "Applied by this run: " + A)
					.hasLineCount(1);
				assertThat(locked(database)).isFalse();
			}
			database.execute("drop owned by reader cascade", "drop role reader");
		});
	}

	@Test
	void lockOfAnotherProcessIsKept() throws Exception {
		Failure failure = new Failure("other", TestProduct.POSTGRESQL,
				"update databasechangeloglock set lockedby = 'other'; commit; select pg_terminate_backend(pg_backend_pid())",
				"select 1", "select 1");
		run(failure, (database, target) -> {
			upgrade(target);
			assertThat(locked(database)).isTrue();
		});
	}

	static List<TestProduct> products() {
		return List.of(TestProduct.H2, TestProduct.POSTGRESQL);
	}

	static List<Failure> failures() {
		List<Failure> failures = new ArrayList<>();
		for (TestProduct product : products()) {
			String effect = (product == TestProduct.H2) ? "Its first statement has taken effect, and stays."
					: "None of its statements has taken effect.";
			failures.add(new Failure("statement", product, "create table a (id integer)", "select 1", "select 1",
					"already exists", "create table a", "None of its statements has taken effect."));
			failures.add(new Failure("last statement", product,
					"create table b (id integer); insert into a (nowhere) values (1)", "drop table b",
					"drop table if exists b", "insert into a (nowhere) values (1)", effect));
			failures.add(new Failure("view", product,
					(product == TestProduct.H2) ? "alter table old drop column name"
							: "alter table old alter column name set data type varchar(20)",
					"select 1", "drop view v", "alter table old", "None of its statements has taken effect."));
		}
		failures.add(new Failure("cut", TestProduct.POSTGRESQL,
				"create table b (id integer); select pg_terminate_backend(pg_backend_pid())", "drop table b",
				"select 1", "pg_terminate_backend", "None of its statements has taken effect."));
		return failures;
	}

	private void run(Failure failure, Action action) throws Exception {
		this.files = ChangelogFolder.withVersions(this.folder)
			.createTable(A, "a", "base")
			.createTable(C, "c", B)
			.write(FILE, text(failure.sql, failure.rollback, "", ""));
		RealLocks.use(() -> {
			try (TestDatabase database = failure.product.create();
					HikariDataSource pool = pool(database.url(), database.username(), database.password())) {
				database.execute("create table old (name varchar(10))", "create view v as select name from old");
				action.run(database,
						MigrationTarget.builder("main", pool, ChangelogFolder.MASTER, this.files.loader()).build());
			}
		});
	}

	private void assertFailed(Failure failure, TestDatabase database, MigrationTarget target) {
		assertThat(locked(database)).isFalse();
		assertThat(current(target)).containsExactly(A);
		MigrationRunner runner = new MigrationRunner(target, new RunLog());
		assertThat(runner.downgrade(runner.planDowngrade("base"))).hasSize(1);
		assertThat(upgrade(target).getMessage()).contains("Not applied: " + B);
		assertThat(locked(database)).isFalse();
		database.execute(failure.mend);
		this.files.write(FILE, text("create table b (id integer)", "drop table b", "", ""));
		runner.upgrade("head");
		assertThat(current(target)).containsExactly(C);
		assertThat(runner.downgrade(runner.planDowngrade("base"))).hasSize(3);
		assertThat(locked(database)).isFalse();
	}

	private static String text(String sql, String rollback, String file, String changeset) {
		return """
				# fails
				databaseChangeLog:
				  - property: {name: migrate.parent, value: "%s", global: false}
				%s  - changeSet:
				      id: "%s.1"
				      author: ada
				%s      changes: [{sql: {sql: "%s"}}]
				      rollback: [{sql: {sql: "%s"}}]
				""".formatted(A, file, B, changeset, sql, rollback);
	}

	private static HikariDataSource pool(String url, String username, String password) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername(username);
		config.setPassword(password);
		// A run must not need a second connection.
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(5000);
		return new HikariDataSource(config);
	}

	private static MigrationFailedException upgrade(MigrationTarget target) {
		MigrationFailedException ex = catchThrowableOfType(MigrationFailedException.class,
				() -> new MigrationRunner(target, new RunLog()).upgrade("head"));
		assertThat(ex).isNotNull();
		return ex;
	}

	private static List<String> current(MigrationTarget target) {
		return MigrationStatus.of(target).current().stream().map(Revision::id).toList();
	}

	private static boolean locked(TestDatabase database) {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select locked from databasechangeloglock")) {
			return rows.next() && rows.getBoolean(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String described(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause)
			.flatMap((cause) -> Stream.of(cause.getSuppressed()))
			.filter(MigrationFailedException.class::isInstance)
			.map(Throwable::getMessage)
			.findFirst()
			.orElse("nothing");
	}

	/**
	 * A changeset that fails.
	 */
	private static final class Failure {

		private final String name;

		private final TestProduct product;

		private final String sql;

		private final String rollback;

		private final String mend;

		private final String[] fragments;

		Failure(String name, TestProduct product, String sql, String rollback, String mend, String... fragments) {
			this.name = name;
			this.product = product;
			this.sql = sql;
			this.rollback = rollback;
			this.mend = mend;
			this.fragments = fragments;
		}

		@Override
		public String toString() {
			return this.name + " on " + this.product;
		}

	}

	/**
	 * What a test does with a database.
	 */
	private interface Action {

		void run(TestDatabase database, MigrationTarget target) throws Exception;

	}

}
