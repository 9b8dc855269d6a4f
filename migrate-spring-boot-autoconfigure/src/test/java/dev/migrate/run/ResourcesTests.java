package dev.migrate.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import dev.migrate.LockState;
import dev.migrate.MigrationFailedException;
import dev.migrate.dialect.Rows;
import dev.migrate.run.lock.ActionChange;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for runs during which the process has no memory left, or the database no room on
 * its disk.
 */
class ResourcesTests {

	private static final String FILE = "db/changelog/versions/20260101000000_step.yaml";

	@TempDir
	private Path folder;

	@AfterEach
	void forgetAction() {
		ActionChange.during((connection) -> {
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MYSQL", "MARIADB", "H2", "HSQLDB", "SQLITE" })
	void nextRunGoesOnAfterTheMemoryWasUsedUp(TestProduct product) throws Exception {
		ChangelogFolder.withVersions(this.folder).write(FILE, """
				databaseChangeLog:
				  - changeSet: {id: "20260101000000.1", author: ada, changes: [
				      {sql: {sql: create table one (id integer)}}]}
				  - changeSet: {id: "20260101000000.2", author: ada, changes: [
				      {customChange: {class: dev.migrate.run.lock.ActionChange}}]}
				  - changeSet: {id: "20260101000000.3", author: ada, changes: [
				      {sql: {sql: insert into one values (3)}}]}
				""");
		RealLocks.use(() -> {
			try (TestDatabase database = product.create()) {
				MigrationTarget target = target(database);
				ActionChange.during((connection) -> {
					Rows.execute(connection, "insert into one values (2)");
					throw new OutOfMemoryError("Java heap space");
				});
				assertThatThrownBy(() -> new MigrationRunner(target, new RunLog()).upgrade("head"))
					.hasStackTraceContaining("Java heap space");
				try (Session session = Session.open(target)) {
					assertThat(session.lock().state()).isEqualTo(LockState.FREE);
				}
				ActionChange.during((connection) -> {
				});
				new MigrationRunner(target, new RunLog()).upgrade("head");
				assertThat(texts(database.connect(), "select ID from DATABASECHANGELOG order by ORDEREXECUTED"))
					.containsExactly("20260101000000.1", "20260101000000.2", "20260101000000.3");
			}
		});
	}

	@Test
	void nextRunGoesOnAfterTheDiskWasFull() throws Exception {
		ChangelogFolder.withVersions(this.folder)
			.write(FILE,
					"""
							databaseChangeLog:
							  - changeSet: {id: "20260101000000.1", author: ada, changes: [
							      {sql: {sql: create table one (data blob)}}]}
							  - changeSet: {id: "20260101000000.2", author: ada, changes: [
							      {sql: {sql: create table two (id integer)}}, {sql: {sql: insert into one values (zeroblob(9000000))}}]}
							""");
		AtomicInteger pages = new AtomicInteger(100);
		RealLocks.use(() -> {
			try (TestDatabase database = TestProduct.SQLITE.create(); Connection connection = database.connect()) {
				MigrationTarget target = MigrationTarget
					.builder("main", new SmallDataSource(database.dataSource(), pages), ChangelogFolder.MASTER,
							new ChangelogFolder(this.folder).loader())
					.build();
				assertThatExceptionOfType(MigrationFailedException.class)
					.isThrownBy(() -> new MigrationRunner(target, new RunLog()).upgrade("head"))
					.withMessageContaining("database or disk is full")
					.withMessageContaining("insert into one")
					.withMessageContaining("None of its statements has taken effect.");
				pages.set(100_000);
				new MigrationRunner(target, new RunLog()).upgrade("head");
				assertThat(Rows.read(connection, "select length(data) from one", List.of(), (rows) -> rows.getLong(1)))
					.containsExactly(9_000_000L);
				assertThat(Rows.read(connection, "select LOCKEDBY from DATABASECHANGELOGLOCK", List.of(),
						(rows) -> rows.getString(1)))
					.containsOnlyNulls();
			}
		});
	}

	private MigrationTarget target(TestDatabase database) {
		LockSettings lock = new LockSettings(true, null, () -> Optional
			.of(DriverManager.getConnection(database.url(), database.username(), database.password())));
		return MigrationTarget
			.builder("main", database.dataSource(), ChangelogFolder.MASTER, new ChangelogFolder(this.folder).loader())
			.build()
			.withRun(new RunSettings(lock, StatementSettings.DEFAULT));
	}

	private static List<String> texts(Connection connection, String sql) throws SQLException {
		try (connection) {
			return Rows.read(connection, sql, List.of(), (rows) -> rows.getString(1));
		}
	}

	/**
	 * A data source whose database cannot grow.
	 */
	private static final class SmallDataSource extends DelegatingDataSource {

		private final AtomicInteger pages;

		SmallDataSource(DataSource dataSource, AtomicInteger pages) {
			super(dataSource);
			this.pages = pages;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			Rows.execute(connection, "pragma max_page_count = " + this.pages);
			return connection;
		}

	}

}
