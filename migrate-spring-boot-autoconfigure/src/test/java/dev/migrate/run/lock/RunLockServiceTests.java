package dev.migrate.run.lock;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.LockState;
import dev.migrate.LockView;
import dev.migrate.MigrationFailedException;
import dev.migrate.dialect.Rows;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.LockRelease;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.run.RunSettings;
import dev.migrate.run.Session;
import dev.migrate.run.StatementSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.exception.LockException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RunLockService}.
 */
class RunLockServiceTests {

	private static final String FOREIGN = "update DATABASECHANGELOGLOCK set LOCKED = %s, LOCKEDBY = 'node-7 (10.0.0.7)',"
			+ " LOCKGRANTED = LOCKGRANTED";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void lockHasOneHolder(TestProduct product) throws Exception {
		run(product, (database) -> {
			try (Session first = open(database); Session second = open(database)) {
				assertThat(acquire(first)).isTrue();
				assertThat(acquire(first)).isTrue();
				assertThat(acquire(second)).isFalse();
				assertThat(second.lock().state()).isEqualTo(LockState.HELD);
				assertThat(second.lock().holder().pid()).isEqualTo(ProcessHandle.current().pid());
				assertThat(second.lock().holderText()).startsWith("process " + ProcessHandle.current().pid() + " on ")
					.contains(", for ");
				release(first);
				assertThat(second.lock().state()).isEqualTo(LockState.FREE);
				assertThat(acquire(second)).isTrue();
				assertThat(acquire(first)).isFalse();
				release(second);
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void lockOfSessionThatHasEndedIsTakenOver(TestProduct product) throws Exception {
		run(product, (database) -> {
			try (Session first = open(database, mortal(database)); Session second = open(database)) {
				assertThat(acquire(first)).isTrue();
				abandon(database, first);
				assertThat(second.lock().state()).isEqualTo(LockState.ABANDONED);
				assertThat(waitUntilAcquired(second)).isTrue();
				release(second);
				assertThat(second.lock().state()).isEqualTo(LockState.FREE);
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void lockOfAnotherProgramStays(TestProduct product) throws Exception {
		run(product, (database) -> {
			try (Session session = open(database)) {
				database.execute(FOREIGN.formatted(literal(database)));
				assertThat(acquire(session)).isFalse();
				assertThat(session.lock().state()).isEqualTo(LockState.UNCERTAIN);
				MigrationTarget target = target(database, settings(database));
				assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> LockRelease.of(target, false))
					.withMessageContaining("is held by node-7 (10.0.0.7)")
					.withMessageContaining("--yes")
					.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.LOCK_NOT_ABANDONED));
				LockView released = LockRelease.of(target, true);
				assertThat(released.released()).isTrue();
				assertThat(released.host()).isEqualTo("node-7 (10.0.0.7)");
				assertThat(released.pid()).isNull();
				assertThat(LockRelease.of(target, true).state()).isEqualTo(LockState.FREE);
				assertThat(acquire(session)).isTrue();
				release(session);
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void lockOfLivingHolderIsNotReleased(TestProduct product) throws Exception {
		run(product, (database) -> {
			MigrationTarget target = target(database, settings(database));
			try (Session session = open(database)) {
				assertThat(acquire(session)).isTrue();
				assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> LockRelease.of(target, true))
					.withMessageContaining("which is alive");
				assertThat(session.lock().state()).isEqualTo(LockState.HELD);
				release(session);
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void abandonedLockIsReleased(TestProduct product) throws Exception {
		run(product, (database) -> {
			try (Session first = open(database, mortal(database)); Session second = open(database)) {
				assertThat(acquire(first)).isTrue();
				abandon(database, first);
				LockView lock = LockRelease.of(target(database, settings(database)), false);
				assertThat(lock.released()).isTrue();
				assertThat(lock.state()).isEqualTo(LockState.ABANDONED);
				assertThat(second.lock().state()).isEqualTo(LockState.FREE);
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void lockIsNotLeftInDatabaseThatIsUpToDate(TestProduct product) throws Exception {
		run(product, (database) -> {
			MigrationTarget target = target(database, settings(database));
			new MigrationRunner(target, new RunLog()).upgrade("head");
			try (Session first = open(database, mortal(database)); Session second = open(database)) {
				assertThat(acquire(first)).isTrue();
				abandon(database, first);
				for (int i = 0; i < 100 && second.lock().state() != LockState.FREE; i++) {
					assertThat(new MigrationRunner(target, new RunLog()).upgrade("head").changesets()).isEmpty();
				}
				assertThat(second.lock().state()).isEqualTo(LockState.FREE);
			}
		});
	}

	@EssentialProducts
	@ParameterizedTest
	void waitIsOverAtTheTimeout(TestProduct product) throws Exception {
		run(product, (database) -> {
			try (Session first = open(database);
					Session second = open(database,
							new LockSettings(true, Duration.ofSeconds(2), settings(database).connections()))) {
				assertThat(acquire(first)).isTrue();
				LockException ex = catchThrowableOfType(LockException.class, () -> service(second).waitForLock());
				assertThat(ex).hasMessageStartingWith(
						"The lock of migrations is held by process " + ProcessHandle.current().pid() + " on ");
				assertThat(ex).hasMessageEndingWith(", and did not become free within 2 s.");
				release(first);
				service(second).waitForLock();
				release(second);
			}
		});
	}

	@EssentialProducts
	@ParameterizedTest
	void interruptedThreadStopsWaiting(TestProduct product) throws Exception {
		run(product, (database) -> {
			try (Session first = open(database);
					Session second = open(database,
							new LockSettings(true, Duration.ofMinutes(1), settings(database).connections()))) {
				assertThat(acquire(first)).isTrue();
				Thread waiting = Thread.currentThread();
				Thread interrupting = new Thread(() -> {
					try {
						Thread.sleep(1500);
					}
					catch (InterruptedException ex) {
						throw new IllegalStateException(ex);
					}
					waiting.interrupt();
				});
				interrupting.start();
				LockException ex = catchThrowableOfType(LockException.class, () -> service(second).waitForLock());
				assertThat(Thread.interrupted()).isTrue();
				assertThat(ex.getCause()).isInstanceOf(MigrationFailedException.class);
				assertThat(((MigrationFailedException) ex.getCause()).code()).isEqualTo(ErrorCode.LOCK_WAIT_STOPPED);
				release(first);
			}
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MYSQL", "MARIADB" })
	void lockThatIsLostIsTakenAgainUnlessAnotherHasIt(TestProduct product) throws Exception {
		run(product, (database) -> {
			try (Session first = open(database, mortal(database)); Session second = open(database)) {
				assertThat(acquire(first)).isTrue();
				killGuards(database);
				assertThat(RunLockService.isHeld(first.database())).isTrue();
				assertThat(acquire(second)).isFalse();
				killGuards(database);
				assertThat(waitUntilAcquired(second)).isTrue();
				assertThat(RunLockService.isHeld(first.database())).isFalse();
				assertThat(RunLockService.isHeld(second.database())).isTrue();
				release(first);
				try (Session third = open(database)) {
					assertThat(third.lock().state()).isEqualTo(LockState.HELD);
				}
				release(second);
			}
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MYSQL", "MARIADB" })
	void runStopsIfAnotherProcessHasTakenTheLock(TestProduct product) throws Exception {
		run(product, (database) -> {
			ChangelogFolder files = files();
			MigrationTarget target = target(database, mortal(database));
			MigrationRunner runner = new MigrationRunner(target, new RunLog());
			files.write("db/changelog/versions/20260102000000_stolen.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260102000000.1"
					      author: ada
					      changes: [{customChange: {class: dev.migrate.run.lock.ActionChange}}]
					""");
			ActionChange.during((connection) -> {
				killGuards(database);
				try (Session thief = open(database)) {
					assertThat(waitUntilAcquired(thief)).isTrue();
				}
			});
			files.createTable("20260103000000", "c", "20260102000000");
			MigrationFailedException ex = catchThrowableOfType(MigrationFailedException.class,
					() -> runner.upgrade("head"));
			assertThat(ex).hasMessageContaining("Not applied: 20260102000000, 20260103000000");
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MYSQL", "MARIADB" })
	void sessionOfTheRunHoldsTheLockWithoutAnotherConnection(TestProduct product) throws Exception {
		run(product, (database) -> {
			LockSettings settings = new LockSettings(true, null, Optional::empty);
			Session first = open(database, settings);
			try (Session second = open(database, settings)) {
				assertThat(acquire(first)).isTrue();
				assertThat(acquire(second)).isFalse();
				first.connection().unwrap(Connection.class).abort(Runnable::run);
				first.close();
				assertThat(waitUntilAcquired(second)).isTrue();
				release(second);
			}
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MYSQL", "MARIADB" })
	void lockTableAloneCanHoldTheLock(TestProduct product) throws Exception {
		run(product, (database) -> {
			LockSettings settings = new LockSettings(false, null, settings(database).connections());
			try (Session first = open(database, settings); Session second = open(database)) {
				assertThat(acquire(first)).isTrue();
				assertThat(acquire(second)).isFalse();
				assertThat(second.lock().state()).isEqualTo(LockState.HELD);
				release(first);
			}
		});
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "POSTGRESQL", "MYSQL", "MARIADB" })
	void statementThatAKilledRunHasLeftIsEnded(TestProduct product) throws Exception {
		run(product, (database) -> {
			try (Session first = open(database, mortal(database)); Session second = open(database)) {
				assertThat(acquire(first)).isTrue();
				Thread statement = new Thread(() -> {
					try {
						Rows.read(first.connection(),
								(product == TestProduct.POSTGRESQL) ? "select pg_sleep(60)" : "select sleep(60)",
								List.of(), (rows) -> 1);
					}
					catch (SQLException ex) {
						// It is ended.
					}
				});
				statement.start();
				killGuards(database);
				assertThat(waitUntilAcquired(second)).isTrue();
				statement.join(1000);
				assertThat(statement.isAlive()).isFalse();
				release(second);
			}
		});
	}

	@Test
	void userOfAnotherRoleCanTakeTheLock() throws Exception {
		run(TestProduct.POSTGRESQL, (database) -> {
			database.execute("drop role if exists migrate_owner", "create role migrate_owner",
					"alter table databasechangelog owner to migrate_owner",
					"alter table databasechangeloglock owner to migrate_owner",
					"grant usage, create on schema public to migrate_owner", "drop role if exists migrate_login",
					"create role migrate_login login password 'secret'", "grant migrate_owner to migrate_login");
			SingleConnectionDataSource dataSource = new SingleConnectionDataSource(database.url(), "migrate_login",
					"secret", true);
			dataSource.getConnection().createStatement().execute("set role migrate_owner");
			MigrationTarget target = MigrationTarget
				.builder("main", dataSource, ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
				.build();
			assertThat(new MigrationRunner(target, new RunLog()).upgrade("head").changesets()).hasSize(1);
			dataSource.destroy();
			database.execute("drop owned by migrate_owner", "drop role migrate_owner, migrate_login");
		});
	}

	@Test
	void anUpToDateDatabaseIsNotLocked() throws Exception {
		run(TestProduct.POSTGRESQL, (database) -> {
			ChangelogFolder files = files();
			MigrationTarget target = target(database, settings(database));
			new MigrationRunner(target, new RunLog()).upgrade("head");
			MigrationTarget locked = target.withRun(new RunSettings(new LockSettings(true, null, () -> {
				throw new AssertionError("The lock is not needed");
			}), StatementSettings.DEFAULT));
			assertThat(new MigrationRunner(locked, new RunLog()).upgrade("head").changesets()).isEmpty();
			assertThat(files.root()).exists();
		});
	}

	private void run(TestProduct product, Action action) throws Exception {
		RealLocks.use(() -> {
			try (TestDatabase database = product.create()) {
				files();
				HistoryTables.create(target(database, settings(database)));
				action.run(database);
			}
		});
	}

	private ChangelogFolder files() {
		return ChangelogFolder.withVersions(this.folder).createTable("20260101000000", "a", "base");
	}

	private MigrationTarget target(TestDatabase database, LockSettings settings) {
		return MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
			.build()
			.withRun(new RunSettings(settings, StatementSettings.DEFAULT));
	}

	private static LockSettings settings(TestDatabase database) {
		return new LockSettings(true, null, () -> Optional
			.of(DriverManager.getConnection(database.url(), database.username(), database.password())));
	}

	// Sessions with a name by which they can be found and ended
	private static LockSettings mortal(TestDatabase database) {
		return new LockSettings(true, null, () -> {
			Connection connection = DriverManager.getConnection(database.url(), database.username(),
					database.password());
			if (database.product() == TestProduct.POSTGRESQL) {
				connection.setClientInfo("ApplicationName", "mortal");
			}
			else {
				Rows.first(connection, "select get_lock('mortal', 0)");
			}
			return Optional.of(connection);
		});
	}

	private static void killGuards(TestDatabase database) {
		try (Connection connection = database.connect()) {
			if (database.product() == TestProduct.POSTGRESQL) {
				Rows.read(connection,
						"select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'mortal'"
								+ " and datname = current_database()",
						List.of(), (rows) -> rows.getBoolean(1));
			}
			else {
				database.execute("kill " + Rows.first(connection, "select is_used_lock('mortal')"));
				while (Rows.first(connection, "select is_used_lock('mortal')") != null) {
					Thread.sleep(10);
				}
			}
		}
		catch (SQLException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// What is left of a process that was killed
	private static void abandon(TestDatabase database, Session session) throws SQLException {
		switch (database.product()) {
			case POSTGRESQL, MYSQL, MARIADB -> killGuards(database);
			case SQLITE -> database
				.execute("update DATABASECHANGELOGLOCK set LOCKEDBY = replace(LOCKEDBY, 'pid=%d ', 'pid=999999999 ')"
					.formatted(ProcessHandle.current().pid()));
			default -> {
				Connection physical = session.connection().unwrap(Connection.class);
				((HikariDataSource) database.dataSource()).evictConnection(session.connection());
				physical.close();
			}
		}
	}

	private static String literal(TestDatabase database) {
		return (database.product() == TestProduct.SQLITE || database.product() == TestProduct.ORACLE
				|| database.product() == TestProduct.SQLSERVER) ? "1" : "true";
	}

	private Session open(TestDatabase database) {
		return open(database, settings(database));
	}

	private Session open(TestDatabase database, LockSettings settings) {
		return Session.open(target(database, settings));
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
		return service(session).acquireLock();
	}

	private static void release(Session session) throws LockException {
		service(session).releaseLock();
	}

	private static LockService service(Session session) {
		LockService service = LockServiceFactory.getInstance().getLockService(session.database());
		assertThat(service).isInstanceOf(RunLockService.class);
		return service;
	}

	private interface Action {

		void run(TestDatabase database) throws Exception;

	}

}
