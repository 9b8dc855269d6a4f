package dev.migrate.run.lock;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import dev.migrate.LockState;
import dev.migrate.dialect.BlockingSession;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.registry.Dialects;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunSettings;
import dev.migrate.run.Session;
import dev.migrate.run.StatementSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.exception.LockException;
import liquibase.lockservice.LockServiceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunLockService} where the sessions have different roles.
 */
class LockOfRolesTests {

	private static final String SLEEP = "select pg_sleep(60)";

	@TempDir
	private Path folder;

	@Test
	void statementOfAKilledRunIsEndedAlsoInTheRoleOfTheOwner() throws Exception {
		run((database, login) -> {
			try (Session first = open(database, login); Session second = open(database, login)) {
				assertThat(Rows.first(first.connection(), "select current_user")).isEqualTo(owner(login));
				assertThat(acquire(first)).isTrue();
				Thread statement = sleep(database, first);
				end(database, login, "a.application_name = 'guard'");
				assertThat(waitUntilAcquired(second)).isTrue();
				statement.join(5000);
				assertThat(statement.isAlive()).isFalse();
				release(second);
				assertThat(second.lock().state()).isEqualTo(LockState.FREE);
			}
		});
	}

	@Test
	void statementOfAKilledRunIsWaitedForInAnotherRole() throws Exception {
		run((database, login) -> {
			try (Session first = open(database, login + "_other"); Session second = open(database, login)) {
				assertThat(acquire(first)).isTrue();
				Thread statement = sleep(database, first);
				end(database, login + "_other", "a.application_name = 'guard'");
				assertThat(second.lock().state()).isEqualTo(LockState.ABANDONED);
				for (int i = 0; i < 20; i++) {
					assertThat(acquire(second)).isFalse();
				}
				assertThat(statement.isAlive()).isTrue();
				end(database, login + "_other", "a.query = '" + SLEEP + "'");
				assertThat(waitUntilAcquired(second)).isTrue();
				release(second);
			}
		});
	}

	@Test
	void statementOfAKilledRunIsEndedInAnotherRoleByWhoMayDoSo() throws Exception {
		run((database, login) -> {
			database.execute("grant pg_read_all_stats to " + owner(login), "grant pg_signal_backend to " + login);
			try (Session first = open(database, login + "_other"); Session second = open(database, login)) {
				assertThat(acquire(first)).isTrue();
				Thread statement = sleep(database, first);
				end(database, login + "_other", "a.application_name = 'guard'");
				assertThat(waitUntilAcquired(second)).isTrue();
				statement.join(5000);
				assertThat(statement.isAlive()).isFalse();
				release(second);
			}
		});
	}

	@Test
	void sessionOfAnotherRoleIsNamedWithoutItsStatement() throws Exception {
		run((database, login) -> {
			try (Connection blocking = connect(database, login + "_other", "report");
					Connection waiting = connect(database, login, "run");
					Connection watching = connect(database, login, "watch")) {
				blocking.setAutoCommit(false);
				Rows.execute(blocking, "select 1 from pg_advisory_xact_lock(4711)");
				Thread wait = new Thread(() -> ignore(waiting, "select 1 from pg_advisory_xact_lock(4711)"));
				String session = Rows.first(waiting, "select pg_backend_pid()");
				wait.start();
				List<BlockingSession> found = List.of();
				while (found.isEmpty()) {
					found = Dialects.find(watching.getMetaData()).orElseThrow().lockWaits().blocking(watching, session);
				}
				assertThat(found).singleElement()
					.hasToString("session %s (user %s, application report)"
						.formatted(Rows.first(blocking, "select pg_backend_pid()"), login + "_other"));
				blocking.rollback();
				wait.join();
			}
		});
	}

	private void run(Action action) throws Exception {
		RealLocks.use(() -> {
			try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
				ChangelogFolder.withVersions(this.folder).createTable("20260101000000", "a", "");
				String login = database.url().replaceAll(".*/|\\?.*", "") + "_login";
				String owner = owner(login);
				database.execute("create role " + owner, "grant usage, create on schema public to " + owner);
				for (String name : List.of(login, login + "_other")) {
					database.execute("create role " + name + " login password 'secret'",
							"grant " + owner + " to " + name);
				}
				database.execute("alter role " + login + " set role = '" + owner + "'");
				try {
					HistoryTables.create(target(database, login));
					action.run(database, login);
				}
				finally {
					database.execute("drop owned by " + owner,
							"drop role " + String.join(", ", login + "_other", login, owner));
				}
			}
		});
	}

	private static String owner(String login) {
		return login + "_owner";
	}

	private MigrationTarget target(TestDatabase database, String login) {
		return MigrationTarget
			.builder("main", new DriverManagerDataSource(database.url(), login, "secret"), ChangelogFolder.MASTER,
					new ChangelogFolder(this.folder).loader())
			.build()
			.withRun(new RunSettings(new LockSettings(true, null, () -> Optional.of(connect(database, login, "guard"))),
					StatementSettings.DEFAULT));
	}

	private Session open(TestDatabase database, String login) {
		return Session.open(target(database, login));
	}

	private static Connection connect(TestDatabase database, String login, String application) throws SQLException {
		Connection connection = DriverManager.getConnection(database.url(), login, "secret");
		connection.setClientInfo("ApplicationName", application);
		return connection;
	}

	private static Thread sleep(TestDatabase database, Session session) throws SQLException {
		Thread statement = new Thread(() -> ignore(session.connection(), SLEEP));
		statement.start();
		try (Connection connection = database.connect()) {
			while (Rows
				.read(connection, "select 1 from pg_stat_activity where state = 'active' and query = ?", List.of(SLEEP),
						(rows) -> 1)
				.isEmpty()) {
				Thread.onSpinWait();
			}
		}
		return statement;
	}

	private static void ignore(Connection connection, String sql) {
		try {
			Rows.execute(connection, sql);
		}
		catch (SQLException ex) {
			// It is ended.
		}
	}

	// By a superuser, as the operating system does when a process is killed
	private static void end(TestDatabase database, String login, String condition) throws SQLException {
		try (Connection connection = database.connect()) {
			while (Rows
				.read(connection,
						"select pg_terminate_backend(pid, 5000) from pg_stat_activity a where usename = '" + login
								+ "' and " + condition,
						List.of(), (rows) -> rows.getBoolean(1))
				.isEmpty()) {
				Thread.onSpinWait();
			}
		}
	}

	private static boolean waitUntilAcquired(Session session) throws Exception {
		for (int i = 0; i < 100; i++) {
			if (acquire(session)) {
				return true;
			}
			Thread.sleep(50);
		}
		return false;
	}

	private static boolean acquire(Session session) throws LockException {
		return LockServiceFactory.getInstance().getLockService(session.database()).acquireLock();
	}

	private static void release(Session session) throws LockException {
		LockServiceFactory.getInstance().getLockService(session.database()).releaseLock();
	}

	private interface Action {

		void run(TestDatabase database, String login) throws Exception;

	}

}
