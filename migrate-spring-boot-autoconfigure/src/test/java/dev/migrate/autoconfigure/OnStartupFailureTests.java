package dev.migrate.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import javax.sql.DataSource;

import dev.migrate.autoconfigure.StartupProperties.OnStartup;
import dev.migrate.run.lock.Waiting;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code migrate.on-startup}: what an application waits for, and what it says
 * when it is refused.
 */
class OnStartupFailureTests extends AbstractOnStartupTests {

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
	void analyzerIsRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, FailureHandler.handleMessage((message, failure) -> {
			}))).hasAtLeastOneElementOfType(MigrationFailureAnalyzer.class);
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

}
