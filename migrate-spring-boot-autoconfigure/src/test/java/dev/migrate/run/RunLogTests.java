package dev.migrate.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.migrate.MigrationFailedException;
import dev.migrate.RunView;
import dev.migrate.run.lock.LockSettings;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.exception.LockException;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RunLog}: what it tells of the run that is under way.
 */
class RunLogTests {

	private final List<String> heard = new ArrayList<>();

	private final RunLog log = new RunLog((run) -> this.heard.add(run.map(RunLogTests::text).orElse("ended")));

	@TempDir
	private Path folder;

	private ChangelogFolder files;

	private TestDatabase database;

	@BeforeEach
	void prepare() {
		this.database = TestProduct.H2.create();
		this.files = ChangelogFolder.withVersions(this.folder)
			.createTable("20260101000000", "a", "")
			.createTable("20260102000000", "b", "20260101000000");
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void upgradeTellsWhatRunsAndHowMuchIsDone() {
		runner().upgrade("head");
		assertThat(this.heard).containsExactly("20260101000000.1 0/2", "- 1/2", "20260102000000.1 1/2", "- 2/2",
				"ended");
		assertThat(this.log.run()).isEmpty();
	}

	@Test
	void partOfAnUpgradeCountsWhatIsRequested() {
		runner().upgrade("20260101000000");
		runner().upgrade("head");
		assertThat(this.heard).containsExactly("20260101000000.1 0/1", "- 1/1", "ended", "20260102000000.1 0/1",
				"- 1/1", "ended");
	}

	@Test
	void runOnStartupTellsTheSame() throws Exception {
		bean(this.log).afterPropertiesSet();
		assertThat(this.heard).containsExactly("20260101000000.1 0/2", "- 1/2", "20260102000000.1 1/2", "- 2/2",
				"ended");
	}

	@Test
	void databaseThatIsUpToDateHasNoRun() throws Exception {
		bean(new RunLog()).afterPropertiesSet();
		bean(this.log).afterPropertiesSet();
		runner().upgrade("head");
		assertThat(this.heard).isEmpty();
	}

	@Test
	void downgradeTellsWhatIsUndone() {
		new MigrationRunner(target(), new RunLog()).upgrade("head");
		MigrationRunner runner = runner();
		runner.downgrade(runner.planDowngrade("base"));
		assertThat(this.heard).containsExactly("20260102000000.1 0/2", "- 1/2", "20260101000000.1 1/2", "- 2/2",
				"ended");
	}

	@Test
	void listenerSeesWhatOtherThreadsSee() {
		List<Optional<RunView>> seen = new ArrayList<>();
		RunLog[] log = new RunLog[1];
		log[0] = new RunLog((run) -> {
			assertThat(log[0].run()).isEqualTo(run);
			seen.add(run);
		});
		new MigrationRunner(target(), log[0]).upgrade("head");
		assertThat(seen).hasSize(5);
		assertThat(seen.subList(0, 4)).extracting((run) -> run.orElseThrow().since()).containsOnly(since(seen));
	}

	private static Instant since(List<Optional<RunView>> seen) {
		return seen.get(0).orElseThrow().since();
	}

	@Test
	void runThatFailsHasEnded() {
		this.files.write("db/changelog/versions/20260103000000_fail.yaml",
				revision("20260103000000.1", "", "insert into missing values (1)"));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> runner().upgrade("head"));
		assertThat(this.heard).endsWith("20260103000000.1 2/3", "- 3/3", "ended");
		this.heard.clear();
		assertThatException().isThrownBy(() -> bean(this.log).afterPropertiesSet());
		assertThat(this.heard).containsExactly("20260103000000.1 0/1", "- 1/1", "ended");
		assertThat(this.log.run()).isEmpty();
	}

	@Test
	void whatDoesNotRunIsNotCounted() throws Exception {
		this.files.write("db/changelog/versions/20260103000000_more.yaml",
				revision("20260103000000.1", "context: other", "create table c (id integer)")
						+ changeset("20260103000000.2", "labels: other", "create table d (id integer)")
						+ changeset("20260103000000.3", "dbms: oracle", "create table e (id integer)")
						+ changeset("20260103000000.4", "ignore: true", "create table f (id integer)")
						+ changeset("20260103000000.5", "runAlways: true", "select 1"));
		SpringLiquibase bean = bean(this.log);
		bean.setContexts("mine");
		bean.setLabelFilter("mine");
		bean.afterPropertiesSet();
		assertThat(this.heard).contains("20260103000000.5 2/3").endsWith("- 3/3", "ended");
		this.heard.clear();
		bean.afterPropertiesSet();
		assertThat(this.heard).containsExactly("20260103000000.5 0/1", "- 1/1", "ended");
	}

	@Test
	void changesetThatRunsAgainSinceItWasEditedIsCountedWhenItStarts() throws Exception {
		String path = "db/changelog/versions/20260103000000_view.yaml";
		this.files.write(path,
				revision("20260103000000.1", "runOnChange: true", "create or replace view v as select 1"));
		bean(new RunLog()).afterPropertiesSet();
		this.files.write(path,
				revision("20260103000000.1", "runOnChange: true", "create or replace view v as select 2"));
		bean(this.log).afterPropertiesSet();
		assertThat(this.heard).containsExactly("20260103000000.1 0/1", "- 1/1", "ended");
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "H2", "POSTGRESQL", "MARIADB" })
	void runThatWaitsTellsForWhom(TestProduct product) throws Exception {
		try (TestDatabase database = product.create()) {
			MigrationTarget target = target(database);
			RealLocks.use(() -> {
				try (Session holder = Session.open(target.withRun(
						new RunSettings(new LockSettings(true, null, Optional::empty), StatementSettings.DEFAULT)))) {
					assertThat(lock(holder).acquireLock()).isTrue();
					RunLog log = new RunLog((run) -> {
						this.heard.add(run.map(RunLogTests::text).orElse("ended"));
						if (run.isPresent() && run.get().waitingFor() != null) {
							release(holder);
						}
					});
					new MigrationRunner(target.withRun(new RunSettings(
							new LockSettings(true, Duration.ofMinutes(1), Optional::empty), StatementSettings.DEFAULT)),
							log)
						.upgrade("head");
				}
			});
			assertThat(this.heard.get(0)).startsWith("- 0 waits for the lock of migrations, which is held by process "
					+ ProcessHandle.current().pid() + " on ");
			assertThat(this.heard.subList(1, this.heard.size())).containsExactly("- 0", "20260101000000.1 0/2", "- 1/2",
					"20260102000000.1 1/2", "- 2/2", "ended");
		}
	}

	@Test
	void runThatDoesNotGetTheLockHasEnded() throws Exception {
		RealLocks.use(() -> {
			try (Session holder = Session.open(target())) {
				assertThat(lock(holder).acquireLock()).isTrue();
				assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> runner().upgrade("head"));
				release(holder);
			}
		});
		assertThat(this.heard).hasSize(3).endsWith("- 0", "ended");
	}

	private static LockService lock(Session session) {
		return LockServiceFactory.getInstance().getLockService(session.database());
	}

	private static void release(Session session) {
		try {
			lock(session).releaseLock();
		}
		catch (LockException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private MigrationRunner runner() {
		return new MigrationRunner(target(), this.log);
	}

	private MigrationTarget target() {
		return target(this.database);
	}

	private MigrationTarget target(TestDatabase database) {
		return MigrationTarget.of("main", bean(database));
	}

	private SpringLiquibase bean(RunLog log) {
		SpringLiquibase bean = bean(this.database);
		log.attach(bean, RunSettings.DEFAULT, List.of());
		return bean;
	}

	private SpringLiquibase bean(TestDatabase database) {
		SpringLiquibase bean = new SpringLiquibase();
		bean.setDataSource(database.dataSource());
		bean.setChangeLog(ChangelogFolder.MASTER);
		bean.setResourceLoader(this.files.loader());
		return bean;
	}

	private static String revision(String id, String attribute, String sql) {
		return "databaseChangeLog:\n" + changeset(id, attribute, sql);
	}

	private static String changeset(String id, String attribute, String sql) {
		return """
				  - changeSet:
				      id: "%s"
				      author: ada
				      %s
				      changes: [{sql: {sql: "%s"}}]
				""".formatted(id, attribute, sql);
	}

	private static String text(RunView run) {
		return ((run.changeset() != null) ? run.changeset() : "-") + " " + run.done()
				+ ((run.total() != null) ? "/" + run.total() : "")
				+ ((run.waitingFor() != null) ? " waits for " + run.waitingFor() : "");
	}

}
