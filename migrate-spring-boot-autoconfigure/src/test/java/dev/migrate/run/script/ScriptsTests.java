package dev.migrate.run.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.History;
import dev.migrate.run.History.Applied;
import dev.migrate.run.HistoryTables;
import dev.migrate.run.MigrationRunner;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestProduct;
import dev.migrate.testing.ThreeTables;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Scripts}, whose scripts are run as a client would run them.
 */
class ScriptsTests extends ThreeTables {

	@ParameterizedTest
	@EnumSource
	void offlineScriptIsEquivalentToARun(TestProduct product) throws Exception {
		this.database.close();
		this.database = product.create();
		threeTables();
		List<String> before = files();
		Script up = new Scripts(unreachable()).upgrade("base:head", "v1");
		assertThat(up.from()).isEmpty();
		assertThat(up.revisions()).extracting(Revision::id).containsExactly(A, B, C);
		assertThat(up.sql()).containsOnlyOnce("-- Running upgrade base -> " + A + ", create a")
			.containsOnlyOnce("-- Running upgrade " + A + " -> " + B + ", create b")
			.doesNotContain("***");
		assertThat(times(new Scripts(unreachable()).upgrade("base:head", "v1").sql())).isEqualTo(times(up.sql()));
		run(up);
		assertThat(status().current()).extracting(Revision::id).containsExactly(C);
		assertThat(status().pending()).isEmpty();
		assertThat(status().altered()).isEmpty();
		assertThat(history()).extracting(Applied::tag).containsExactly(null, null, "v1");
		this.database.execute("insert into c values (1)");
		Script down = new Scripts(unreachable()).downgrade("head:" + A, null);
		assertThat(down.revisions()).extracting(Revision::id).containsExactly(C, B);
		assertThat(down.losses()).hasSize(2);
		assertThat(down.sql()).contains("-- Running downgrade " + C + " -> " + B + ", create c");
		run(down);
		assertThat(history()).extracting(Applied::id).containsExactly(A + ".1");
		run(new Scripts(unreachable()).upgrade(A + ":+1", null));
		assertThat(status().current()).extracting(Revision::id).containsExactly(B);
		new MigrationRunner(target(), new RunLog()).upgrade("head");
		assertThat(history()).extracting(Applied::order).containsExactly(1, 2, 3);
		assertThat(files()).isEqualTo(before);
	}

	@ParameterizedTest
	@EssentialProducts
	void scriptWithoutRangeStartsAtTheCurrentRevision(TestProduct product) {
		this.database.close();
		this.database = product.create();
		threeTables();
		assertThat(new Scripts(target()).upgrade("head", null).sql()).containsIgnoringCase("databasechangelog (");
		assertThat(History.read(target()).applied()).isEmpty();
		new MigrationRunner(target(), new RunLog()).upgrade(A);
		Script up = new Scripts(target()).upgrade("+1", null);
		assertThat(up.revisions()).extracting(Revision::id).containsExactly(B);
		assertThat(up.sql()).doesNotContainIgnoringCase("create table databasechangelog")
			.doesNotContainIgnoringCase("changeloglock");
		assertThat(history()).hasSize(1);
		run(up);
		assertThat(status().current()).extracting(Revision::id).containsExactly(B);
		assertThat(new Scripts(target()).upgrade(B, null).sql()).isEmpty();
		run(new Scripts(target()).downgrade("-1", null));
		assertThat(status().current()).extracting(Revision::id).containsExactly(A);
		run(new Scripts(unreachableUnlessNeeded()).upgrade("current:head", null));
		assertThat(status().current()).extracting(Revision::id).containsExactly(C);
	}

	@ParameterizedTest
	@EssentialProducts
	void stampIsWrittenAsScript(TestProduct product) {
		this.database.close();
		this.database = product.create();
		threeTables();
		run(new Scripts(unreachable()).stamp(List.of("base:" + B), "v1"));
		assertThat(history()).extracting(Applied::execType).containsExactly("EXECUTED", "EXECUTED");
		assertThat(history()).extracting(Applied::tag).containsExactly(null, "v1");
		assertThat(status().current()).extracting(Revision::id).containsExactly(B);
		run(new Scripts(target()).stamp(List.of(A), null));
		assertThat(status().current()).extracting(Revision::id).containsExactly(A);
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new Scripts(target()).stamp(List.of("base:" + A, B), null))
			.withMessageContaining("A range cannot be combined");
	}

	@ParameterizedTest
	@EssentialProducts
	void historyTablesAreWrittenAsScript(TestProduct product) {
		this.database.close();
		this.database = product.create();
		threeTables();
		run(new Scripts(unreachable()).ensureVersion());
		assertThat(HistoryTables.create(target())).isEmpty();
		new MigrationRunner(target(), new RunLog()).upgrade("head");
		assertThat(history()).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource
	void preconditionOnRowsIsAStatementThatFails(TestProduct product) {
		this.database.close();
		this.database = product.create();
		ChangelogFolder files = threeTables();
		files.write("db/changelog/versions/20260104000000_guarded.yaml",
				"""
						databaseChangeLog:
						  - preConditions:
						      - onFail: HALT
						      - onFailMessage: Or table a has rows, for which the new column x has no value
						      - dbms: {type: %s}
						      - or:
						          - changeSetExecuted: {id: "20260104000000.1", author: ada, changeLogFile: db/changelog/versions/20260104000000_guarded.yaml}
						          - not:
						              - tableExists: {tableName: later}
						          - sqlCheck: {expectedResult: "0", sql: "select count(*) from later"}
						      - or:
						          - changeSetExecuted: {id: "20260104000000.1", author: ada, changeLogFile: db/changelog/versions/20260104000000_guarded.yaml}
						          - not:
						              - tableExists: {tableName: a}
						          - sqlCheck: {expectedResult: "0", sql: "select count(*) from a"}
						  - changeSet:
						      id: "20260104000000.1"
						      author: ada
						      logicalFilePath: db/changelog/versions/20260104000000_guarded.yaml
						      changes:
						        - sql: {sql: "create table guarded (id int)"}
						"""
					.formatted(product.name().equals("SQLSERVER") ? "mssql" : product.name().toLowerCase()));
		Script all = new Scripts(unreachable()).upgrade("base:head", null);
		assertThat(all.sql()).containsOnlyOnce("Or table a has rows, for which the new column x has no value")
			.doesNotContain("from later");
		run(new Scripts(unreachable()).upgrade("base:" + C, null));
		Script guarded = new Scripts(unreachable()).upgrade(C + ":head", null);
		this.database.execute("insert into a values (1)");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> run(guarded))
			.satisfies((ex) -> assertThat(status().pending()).hasSize(1));
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new Scripts(target()).upgrade("head", null))
			.withMessageContaining("Or table a has rows");
		this.database.execute("delete from a");
		Script live = new Scripts(target()).upgrade("head", null);
		assertThat(live.sql()).contains("select count(*) from a");
		run(guarded);
		assertThat(status().pending()).isEmpty();
	}

	@Test
	void conditionsThatNeedTheDatabaseAreEvaluatedOrRejected() {
		new ChangelogFolder(this.folder).write("db/changelog/db.changelog-master.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: one
				      author: ada
				      preConditions:
				        - onFail: MARK_RAN
				        - tableExists: {tableName: one}
				      changes: [{sql: {sql: drop table one}}]
				  - changeSet:
				      id: two
				      author: ada
				      preConditions:
				        - onFail: CONTINUE
				        - dbms: {type: oracle}
				      changes: [{sql: {sql: create table two (id int)}}]
				  - changeSet:
				      id: three
				      author: ada
				      preConditions:
				        - onFail: WARN
				        - tableExists: {tableName: one}
				      changes: [{sql: {sql: create table three (id int)}}]
				""");
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new Scripts(unreachable()).upgrade("base:head", null))
			.withMessageContaining("tableExists")
			.withMessageContaining("omit the range");
		Script script = new Scripts(target()).upgrade("head", null);
		assertThat(script.sql()).contains("-- Marked as run, since a precondition of changeset")
			.contains("'MARK_RAN'")
			.contains("-- Skipped, since a precondition of changeset")
			.doesNotContain("drop table one", "create table two")
			.contains("create table three");
		run(script);
		assertThat(history()).extracting(Applied::id).containsExactly("one", "three");
	}

	@Test
	void excludedChangesetsAreOmittedAndRepeatableOnesAreInEachScript() {
		new ChangelogFolder(this.folder).write("db/changelog/db.changelog-master.yaml",
				"""
						databaseChangeLog:
						  - changeSet: {id: one, author: ada, changes: [{sql: {sql: create table one (id int)}}]}
						  - changeSet: {id: again, author: ada, runAlways: true, changes: [{sql: {sql: select 1}}]}
						  - changeSet: {id: two, author: ada, contextFilter: test, changes: [{sql: {sql: create table two (id int)}}]}
						  - changeSet: {id: four, author: ada, dbms: oracle, changes: [{sql: {sql: create table four (id int)}}]}
						  - changeSet: {id: five, author: ada, runOnChange: true, changes: [{sql: {sql: create table five (id int)}}]}
						  - changeSet: {id: six, author: ada, changes: [{sql: {sql: create table six (id int)}}]}
						""");
		SpringLiquibase bean = bean();
		bean.setContexts("prod");
		MigrationTarget target = unreachable(bean);
		Script first = new Scripts(target).upgrade("base:one", null);
		assertThat(first.sql()).contains("create table one").doesNotContain("select 1");
		run(first);
		Script rest = new Scripts(target).upgrade("one:head", null);
		assertThat(rest.sql()).contains("select 1", "create table five", "create table six")
			.doesNotContain("create table two", "create table four", "create table one");
		run(rest);
		assertThat(MigrationStatus.of(MigrationTarget.of("main", bean)).pending()).isEmpty();
		assertThat(new Scripts(target).upgrade("six:head", null).sql()).contains("select 1")
			.doesNotContain("create table five");
	}

	@Test
	void changesWithoutSqlAreRejected() {
		new ChangelogFolder(this.folder).write("db/changelog/db.changelog-master.yaml", """
				databaseChangeLog:
				  - changeSet: {id: one, author: ada, changes: [{executeCommand: {executable: touch}}]}
				""");
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new Scripts(unreachable()).upgrade("base:head", null))
			.withMessageContaining("one::ada runs a program");
		threeTables();
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new Scripts(unreachable()).upgrade("base:nonsense", null));
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new Scripts(target().withUrl(() -> "jdbc:nothing:x")).upgrade("base:head", null))
			.withMessageContaining("does not identify its product");
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new Scripts(unreachable()).downgrade("head:base", "v1"))
			.withMessageContaining("cannot be written");
	}

	private void run(Script script) {
		this.database.executeScript(script.sql());
	}

	private static String times(String sql) {
		return sql.replaceAll("'\\d{10}'", "DEPLOYMENT");
	}

	private static List<String> files() throws Exception {
		try (Stream<Path> files = Files.list(Path.of(""))) {
			return files.map(Path::toString).sorted().toList();
		}
	}

	private MigrationTarget unreachableUnlessNeeded() {
		return target().withUrl(this.database::url);
	}

	private MigrationTarget unreachable() {
		return unreachable(bean());
	}

	private MigrationTarget unreachable(SpringLiquibase bean) {
		SpringLiquibase other = bean();
		other.setContexts(bean.getContexts());
		other.setDataSource(new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				throw new SQLException("No connection is expected");
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				throw new SQLException("No connection is expected");
			}

		});
		return MigrationTarget.of("main", other).withUrl(this.database::url);
	}

	private MigrationStatus status() {
		return MigrationStatus.of(target());
	}

	private List<Applied> history() {
		return History.read(target()).applied();
	}

}
