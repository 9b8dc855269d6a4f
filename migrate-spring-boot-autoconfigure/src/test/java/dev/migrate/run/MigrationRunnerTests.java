package dev.migrate.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrate.CannotProceedException;
import dev.migrate.MigrationFailedException;
import dev.migrate.RevisionState;
import dev.migrate.changelog.UndefinedParameter;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.DowngradePlan.UndoneRevision;
import dev.migrate.run.RunLog.Ran;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestProduct;
import dev.migrate.testing.ThreeTables;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link MigrationRunner}, {@link MigrationStatus} and {@link History}.
 */
class MigrationRunnerTests extends ThreeTables {

	@ParameterizedTest
	@EnumSource
	void upgradeToRevisionThenToHeadIsUndone(TestProduct product) {
		this.database.close();
		this.database = product.create();
		threeTables();
		RunLog log = new RunLog();
		MigrationRunner runner = new MigrationRunner(target(), log);
		MigrationRunner.Upgrade first = runner.upgrade(B);
		assertThat(first.changesets()).extracting(Ran::id).containsExactly(A + ".1", B + ".1");
		assertThat(first.from()).isEmpty();
		assertThat(first.to()).extracting(Revision::id).containsExactly(B);
		assertThat(tables()).containsExactlyInAnyOrder("a", "b");
		assertThat(status().pending()).extracting((pending) -> pending.revision().id()).containsExactly(C);
		assertThat(runner.planUpgrade("head", RunOptions.NONE).revisions()).extracting(Revision::id).containsExactly(C);
		assertThat(runner.upgrade("head").changesets()).extracting(Ran::id).containsExactly(C + ".1");
		assertThat(tables()).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(log.took(status().revisions().get(0).changesets().get(0).changeset())).isPresent();
		DowngradePlan plan = runner.planDowngrade("-1");
		assertThat(plan.revisions()).extracting((undone) -> undone.revision().id()).containsExactly(C);
		assertThat(plan.losses()).hasSize(1).first().asString().containsIgnoringCase("the rows of");
		assertThat(tables()).contains("c");
		assertThat(runner.downgrade(plan)).extracting(Ran::id).containsExactly(C + ".1");
		assertThat(tables()).containsExactlyInAnyOrder("a", "b");
		assertThat(runner.downgrade(runner.planDowngrade("base"))).extracting(Ran::id)
			.containsExactly(B + ".1", A + ".1");
		assertThat(tables()).isEmpty();
		assertThat(History.read(target()).applied()).isEmpty();
		assertThat(runner.upgrade("head").changesets()).hasSize(3);
	}

	@Test
	void readingTheStatusCreatesNoTables() {
		threeTables();
		MigrationStatus status = status();
		assertThat(status.current()).isEmpty();
		assertThat(status.revisions()).extracting(MigrationStatus.RevisionStatus::state)
			.containsOnly(RevisionState.PENDING);
		assertThat(new MigrationRunner(target(), new RunLog()).planUpgrade("head", RunOptions.NONE).revisions())
			.hasSize(3);
		assertThat(new MigrationRunner(target(), new RunLog()).planDowngrade("base").isEmpty()).isTrue();
		assertThat(allTables()).isEmpty();
	}

	@Test
	void historyUsesConfiguredNamesAndSchema() {
		threeTables();
		this.database.execute("create schema ledger");
		SpringLiquibase bean = bean();
		bean.setLiquibaseSchema("ledger");
		bean.setDatabaseChangeLogTable("MigrationHistory");
		bean.setDatabaseChangeLogLockTable("MigrationLock");
		MigrationTarget target = MigrationTarget.of("main", bean);
		assertThat(History.read(target).applied()).isEmpty();
		new MigrationRunner(target, new RunLog()).upgrade(A);
		assertThat(History.read(target).applied()).hasSize(1).first().satisfies((applied) -> {
			assertThat(applied.author()).isEqualTo("ada");
			assertThat(applied.path()).isEqualTo(ChangelogFolder.version(A, "a"));
			assertThat(applied.checksum()).isNotBlank();
			assertThat(applied.deployment()).isNotBlank();
			assertThat(applied.when()).isNotNull();
		});
		assertThat(MigrationStatus.of(target).current()).extracting(Revision::id).containsExactly(A);
	}

	@Test
	void parametersOfCustomizerAreThoseOfStartup() {
		ChangelogFolder files = threeTables();
		files.write(ChangelogFolder.version(C, "c"), """
				databaseChangeLog:
				- changeSet: { id: "1", author: ann, changes: [ { createTable: { tableName: "${table}", columns: [
				    { column: { name: id, type: bigint } } ] } } ] }
				""");
		SpringLiquibase bean = bean();
		bean.setCustomizer((liquibase) -> liquibase.setChangeLogParameter("table", "customized"));
		MigrationTarget target = MigrationTarget.of("main", bean);
		new MigrationRunner(target, new RunLog()).upgrade("head");
		assertThat(tables()).containsExactlyInAnyOrder("a", "b", "customized");
		MigrationStatus status = MigrationStatus.of(target);
		assertThat(status.altered()).isEmpty();
		assertThat(status.changelog().undefinedParameters()).isEmpty();
		assertThat(status().changelog().undefinedParameters())
			.extracting(UndefinedParameter::name, UndefinedParameter::line)
			.containsExactly(tuple("table", 2));
	}

	@Test
	void downgradeWithoutNewestFileIsRejected() {
		ChangelogFolder files = threeTables();
		MigrationRunner runner = new MigrationRunner(target(), new RunLog());
		runner.upgrade("head");
		files.delete(ChangelogFolder.version(C, "c"));
		assertThat(status().missing()).extracting(History.Applied::id).containsExactly(C + ".1");
		for (String reference : List.of("-1", "base", A, B)) {
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> runner.planDowngrade(reference))
				.withMessageContaining(ChangelogFolder.version(C, "c"))
				.withMessageContaining("newer jar");
		}
		assertThat(tables()).containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	void repeatableChangesetsAreNoSteps() {
		ChangelogFolder files = threeTables();
		files.write("db/changelog/db.changelog-master.yaml", """
				databaseChangeLog:
				  - includeAll:
				      path: versions/
				      relativeToChangelogFile: true
				  - changeSet:
				      id: refresh
				      author: ada
				      runAlways: true
				      changes:
				        - sql:
				            sql: select 1
				""");
		MigrationRunner runner = new MigrationRunner(target(), new RunLog());
		runner.upgrade("head");
		assertThat(History.read(target()).applied()).hasSize(4);
		assertThat(status().current()).extracting(Revision::id).containsExactly(C);
		DowngradePlan plan = runner.planDowngrade("-1");
		assertThat(plan.revisions()).extracting((undone) -> undone.revision().id()).containsExactly(C);
		runner.downgrade(plan);
		assertThat(tables()).containsExactlyInAnyOrder("a", "b");
		assertThat(status().current()).extracting(Revision::id).containsExactly(B);
		assertThat(History.read(target()).applied()).extracting(History.Applied::id).contains("refresh");
	}

	@Test
	void revisionThatWasMergedLateIsUndoneInGraphOrder() {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder)
			.createTable(A, "a", "base")
			.createTable(C, "c", A);
		MigrationRunner runner = new MigrationRunner(target(), new RunLog());
		runner.upgrade("head");
		files.createTable(B, "b", A).createTable(C, "c", B);
		assertThat(status().current()).extracting(Revision::id).containsExactly(C);
		assertThat(runner.planDowngrade("-1").to()).map(Revision::id).contains(A);
		runner.upgrade("head");
		assertThat(History.read(target()).applied()).extracting(History.Applied::id)
			.containsExactly(A + ".1", C + ".1", B + ".1");
		DowngradePlan plan = runner.planDowngrade("-1");
		assertThat(plan.revisions()).extracting((undone) -> undone.revision().id()).containsExactly(C);
		runner.downgrade(plan);
		assertThat(tables()).containsExactlyInAnyOrder("a", "b");
		assertThat(runner.planDowngrade(A).revisions()).extracting(UndoneRevision::revision)
			.extracting(Revision::id)
			.containsExactly(B);
	}

	@Test
	void missingRollbackIsRejectedBeforeTheDowngrade() {
		ChangelogFolder files = ChangelogFolder.withVersions(this.folder);
		files.write("db/changelog/versions/" + A + "_raw.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: raw
				      author: ada
				      changes:
				        - sql:
				            sql: create table raw (id int)
				""").createTable(B, "b", A);
		MigrationRunner runner = new MigrationRunner(target(), new RunLog());
		runner.upgrade("head");
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> runner.planDowngrade("base"))
			.withMessageContaining("Changeset raw in ");
		assertThat(tables()).containsExactlyInAnyOrder("raw", "b");
		assertThat(runner.downgrade(runner.planDowngrade("-1"))).hasSize(1);
		assertThat(tables()).containsExactlyInAnyOrder("raw");
	}

	@Test
	void contextsLabelsAndProductsExcludeChangesets() {
		new ChangelogFolder(this.folder).write("db/changelog/db.changelog-master.yaml",
				"""
						databaseChangeLog:
						  - changeSet: {id: one, author: ada, changes: [{sql: {sql: create table one (id int)}}]}
						  - changeSet: {id: two, author: ada, contextFilter: test, changes: [{sql: {sql: create table two (id int)}}]}
						  - changeSet: {id: three, author: ada, labels: later, changes: [{sql: {sql: create table three (id int)}}]}
						  - changeSet: {id: four, author: ada, dbms: oracle, changes: [{sql: {sql: create table four (id int)}}]}
						  - changeSet: {id: five, author: ada, changes: [{sql: {sql: create table five (id int)}}]}
						""");
		SpringLiquibase bean = bean();
		bean.setContexts("prod");
		bean.setLabelFilter("!later");
		MigrationTarget target = MigrationTarget.of("main", bean);
		new MigrationRunner(target, new RunLog()).upgrade("head");
		assertThat(tables()).containsExactlyInAnyOrder("one", "five");
		assertThat(MigrationStatus.of(target).revisions()).extracting(MigrationStatus.RevisionStatus::state)
			.containsExactlyInAnyOrder(RevisionState.APPLIED, RevisionState.LEFT_OUT, RevisionState.LEFT_OUT,
					RevisionState.LEFT_OUT, RevisionState.APPLIED);
		assertThat(MigrationStatus.of(target).pending()).isEmpty();
	}

	@Test
	void startupRunsAreRecorded() throws Exception {
		threeTables();
		SpringLiquibase bean = bean();
		List<String> customized = new ArrayList<>();
		bean.setCustomizer((liquibase) -> customized.add("yes"));
		RunLog log = new RunLog();
		log.attach(bean, RunSettings.DEFAULT, List.of());
		bean.afterPropertiesSet();
		assertThat(customized).hasSize(1);
		assertThat(status().revisions())
			.allSatisfy((revision) -> assertThat(log.took(revision.changesets().get(0).changeset())).isPresent());
	}

	@Test
	void alteredChangesetsAreReported() {
		ChangelogFolder files = threeTables();
		new MigrationRunner(target(), new RunLog()).upgrade("head");
		assertThat(status().altered()).isEmpty();
		files.write(ChangelogFolder.version(A, "a"), """
				databaseChangeLog:
				  - changeSet:
				      id: "%1$s.1"
				      author: ada
				      logicalFilePath: db/changelog/versions/%1$s_create_a.yaml
				      changes:
				        - createTable: {tableName: other, columns: [{column: {name: id, type: int}}]}
				""".formatted(A));
		assertThat(status().altered()).extracting((changeset) -> changeset.id()).containsExactly(A + ".1");
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new MigrationRunner(target(), new RunLog()).upgrade("head"))
			.withMessageContaining("edited after it had been applied");
	}

	@Test
	void failedChangesetIsReported() {
		ChangelogFolder.withVersions(this.folder).createTable(A, "a", "base").createTable(B, "a", A);
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> new MigrationRunner(target(), new RunLog()).upgrade("head"))
			.withMessageContaining(B + ".1")
			.withMessageContaining("'main'");
		assertThat(status().current()).extracting(Revision::id).containsExactly(A);
	}

	@Test
	void lockHolderIsReported() throws Exception {
		threeTables();
		RealLocks.use(() -> {
			MigrationRunner runner = new MigrationRunner(target(), new RunLog());
			runner.upgrade(B);
			this.database.execute("update databasechangeloglock set locked = true, lockedby = 'host (10.0.0.1)', "
					+ "lockgranted = timestamp '2026-01-01 10:00:00'");
			DowngradePlan plan = runner.planDowngrade("-1");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> runner.upgrade("head"))
				.withMessageStartingWith(
						"The database 'main' is locked. The lock of migrations is held by host (10.0.0.1), for ")
				.withMessageEndingWith(
						" days (since 2026-01-01 10:00:00), and did not become free within 0 s. Wait until that run is"
								+ " over; if its process is gone, run release-lock.");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> runner.downgrade(plan))
				.withMessageContaining("is held by host");
			assertThat(tables()).containsExactlyInAnyOrder("a", "b");
			this.database.execute("update databasechangeloglock set locked = false");
			assertThat(runner.downgrade(plan)).hasSize(1);
		});
	}

	@Test
	void wrongPasswordIsReportedWithoutThePassword() {
		threeTables();
		this.database.execute("select 1");
		SpringLiquibase bean = bean();
		bean.setDataSource(new DriverManagerDataSource(this.database.url(), "sa", "s3cret"));
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> MigrationStatus.of(MigrationTarget.of("main", bean)))
			.withMessage("The database 'main' rejects the user name or the password; correct them and try again.");
	}

	@Test
	void unknownReferenceChangesNothing() {
		threeTables();
		MigrationRunner runner = new MigrationRunner(target(), new RunLog());
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> runner.upgrade("nonsense"))
			.withMessageContaining("No revision matches 'nonsense'");
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> runner.upgrade("base"));
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> runner.planDowngrade(B))
			.withMessageContaining("not applied");
		assertThat(allTables()).isEmpty();
	}

	private MigrationStatus status() {
		return MigrationStatus.of(target());
	}

	private List<String> tables() {
		return allTables().stream().filter((table) -> !table.startsWith("databasechangelog")).toList();
	}

	private List<String> allTables() {
		try (Connection connection = this.database.connect();
				ResultSet rows = connection.getMetaData()
					.getTables(connection.getCatalog(), connection.getSchema(), "%",
							new String[] { "TABLE", "BASE TABLE" })) {
			List<String> tables = new ArrayList<>();
			while (rows.next()) {
				tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
			}
			return tables;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
