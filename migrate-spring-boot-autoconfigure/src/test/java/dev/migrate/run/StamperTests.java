package dev.migrate.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.MigrationListener;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.run.History.Applied;
import dev.migrate.run.MigrationStatus.RevisionStatus;
import dev.migrate.run.Stamper.Way;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestProduct;
import dev.migrate.testing.ThreeTables;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Stamper}, {@link HistoryTables} and the tag of a run.
 */
class StamperTests extends ThreeTables {

	@ParameterizedTest
	@EnumSource
	void stampMovesTheHistoryWithoutRunningChangesets(TestProduct product) {
		this.database.close();
		this.database = product.create();
		threeTables();
		Stamp up = stamp(B);
		assertThat(up.from()).isEmpty();
		assertThat(up.to()).extracting(Revision::id).containsExactly(B);
		assertThat(up.added()).extracting(Revision::id).containsExactly(A, B);
		assertThat(history()).extracting(Applied::id).containsExactly(A + ".1", B + ".1");
		assertThat(history()).extracting(Applied::execType).containsOnly("EXECUTED");
		assertThat(tables()).isEmpty();
		assertThat(MigrationStatus.of(target()).ran()).hasSize(2);
		assertThat(stamp("head").added()).extracting(Revision::id).containsExactly(C);
		assertThat(stamp("heads").added()).isEmpty();
		Stamp down = stamp(A);
		assertThat(down.removed()).extracting(Revision::id).containsExactly(B, C);
		assertThat(status()).containsExactly(RevisionState.APPLIED, RevisionState.PENDING, RevisionState.PENDING);
		assertThat(stamp("base").removed()).extracting(Revision::id).containsExactly(A);
		assertThat(history()).isEmpty();
	}

	@Test
	void stampedRevisionsAreNotRunAgain() {
		threeTables();
		new MigrationRunner(target(), new RunLog()).upgrade(A);
		stamp(B);
		new MigrationRunner(target(), new RunLog()).upgrade("head");
		assertThat(tables()).containsExactly("a", "c");
	}

	@Test
	void relativeReferencesCountFromTheCurrentRevision() {
		threeTables();
		stamp("+1");
		assertThat(stamp("+1").to()).extracting(Revision::id).containsExactly(B);
		assertThat(stamp("-1").to()).extracting(Revision::id).containsExactly(A);
		assertThat(stamp("current").added()).isEmpty();
	}

	@Test
	void severalHeadsRequireAnExplicitReference() {
		threeTables().createTable("20260104000000", "d", A);
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> stamp("head"))
			.withMessageContaining("2 heads");
		assertThat(history()).isEmpty();
		assertThat(stamp("heads").to()).hasSize(2);
		assertThat(stamp(B, "20260104000000").removed()).extracting(Revision::id).containsExactly(C);
		assertThat(history()).extracting(Applied::id).containsExactly(A + ".1", B + ".1", "20260104000000.1");
	}

	@Test
	void rowsWithoutFileAreKeptUnlessPurged() {
		ChangelogFolder files = threeTables();
		stamp("head");
		files.delete(ChangelogFolder.version(C, "c"));
		assertThat(stamp(A).left()).extracting(Applied::id).containsExactly(C + ".1");
		assertThat(history()).extracting(Applied::id).containsExactly(A + ".1", C + ".1");
		Stamp planned = new Stamper(target()).plan(List.of("head"), Way.PURGE);
		assertThat(planned.purged()).isEqualTo(2);
		assertThat(history()).hasSize(2);
		Stamp purged = new Stamper(target()).stamp(List.of("head"), Way.PURGE, null);
		assertThat(purged.purged()).isEqualTo(2);
		assertThat(purged.left()).isEmpty();
		assertThat(history()).extracting(Applied::id).containsExactly(A + ".1", B + ".1");
		new Stamper(target()).stamp(List.of("base"), Way.PURGE, null);
		assertThat(history()).isEmpty();
	}

	@Test
	void excludedChangesetsGetNoRowAndRepeatableOnesAreStampedWithHeads() {
		new ChangelogFolder(this.folder).write("db/changelog/db.changelog-master.yaml",
				"""
						databaseChangeLog:
						  - changeSet: {id: one, author: ada, changes: [{sql: {sql: create table one (id int)}}]}
						  - changeSet: {id: two, author: ada, contextFilter: test, changes: [{sql: {sql: create table two (id int)}}]}
						  - changeSet: {id: four, author: ada, dbms: oracle, changes: [{sql: {sql: create table four (id int)}}]}
						  - changeSet: {id: again, author: ada, runAlways: true, changes: [{sql: {sql: select 1}}]}
						  - changeSet: {id: five, author: ada, changes: [{sql: {sql: create table five (id int)}}]}
						""");
		SpringLiquibase bean = bean();
		bean.setContexts("prod");
		MigrationTarget target = MigrationTarget.of("main", bean);
		new Stamper(target).stamp(List.of("one"), Way.KEEP, null);
		assertThat(history()).extracting(Applied::id).containsExactly("one");
		new Stamper(target).stamp(List.of("heads"), Way.KEEP, null);
		assertThat(history()).extracting(Applied::id).containsExactly("one", "again", "five");
		assertThat(MigrationStatus.of(target).pending()).isEmpty();
		new Stamper(target).stamp(List.of("one"), Way.KEEP, null);
		assertThat(history()).extracting(Applied::id).containsExactly("one", "again");
		new Stamper(target).stamp(List.of("base"), Way.KEEP, null);
		assertThat(history()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void tagIsWrittenToTheLastRow(TestProduct product) {
		this.database.close();
		this.database = product.create();
		threeTables();
		MigrationRunner runner = new MigrationRunner(target(), new RunLog());
		runner.upgrade(B, tag("v1"));
		assertThat(history()).extracting(Applied::tag).containsExactly(null, "v1");
		runner.upgrade("head", tag("v2"));
		assertThat(history()).extracting(Applied::tag).containsExactly(null, "v1", "v2");
		new Stamper(target()).stamp(List.of(A), Way.KEEP, "v0");
		assertThat(history()).extracting(Applied::tag).containsExactly("v0");
		new Stamper(target()).stamp(List.of(A), Way.KEEP, "again");
		assertThat(history()).extracting(Applied::tag).containsExactly("again");
	}

	@Test
	void tagWithoutRowIsRejected() {
		threeTables();
		MigrationRunner runner = new MigrationRunner(target(), new RunLog());
		runner.upgrade(B);
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> runner.downgrade(runner.planDowngrade("base"), tag("v0")))
			.withMessageContaining("'v0' cannot be written");
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> new Stamper(target()).stamp(List.of("base"), Way.KEEP, "v0"));
		assertThat(history()).hasSize(2);
		runner.downgrade(runner.planDowngrade(A), tag("v0"));
		assertThat(history()).extracting(Applied::tag).containsExactly("v0");
		runner.downgrade(runner.planDowngrade(A), tag("still"));
		assertThat(history()).extracting(Applied::tag).containsExactly("still");
	}

	@ParameterizedTest
	@EnumSource
	void historyTablesAreCreatedOnce(TestProduct product) {
		this.database.close();
		this.database = product.create();
		threeTables();
		assertThat(HistoryTables.create(target())).map(String::toLowerCase).containsExactly("databasechangelog");
		assertThat(HistoryTables.create(target())).isEmpty();
		assertThat(history()).isEmpty();
		assertThat(tables()).isEmpty();
		new MigrationRunner(target(), new RunLog()).upgrade(A);
		assertThat(history()).hasSize(1);
	}

	@Test
	void lockTableIsCreated() throws Exception {
		threeTables();
		RealLocks.use(() -> {
			assertThat(HistoryTables.create(target())).containsExactly("DATABASECHANGELOG", "DATABASECHANGELOGLOCK");
			assertThat(HistoryTables.create(target())).isEmpty();
		});
	}

	@Test
	void listenerIsNotifiedDuringTheRun() {
		threeTables();
		List<String> told = new ArrayList<>();
		MigrationListener listener = new MigrationListener() {

			@Override
			public void revisionStarting(RevisionView revision, int number, int total) {
				told.add(revision.id() + " " + number + "/" + total + " with " + tables());
			}

		};
		MigrationRunner runner = new MigrationRunner(target(), new RunLog());
		runner.upgrade("head", new RunOptions(null, listener));
		assertThat(told).containsExactly(A + " 1/3 with []", B + " 2/3 with [a]", C + " 3/3 with [a, b]");
		told.clear();
		runner.downgrade(runner.planDowngrade(A), new RunOptions(null, listener));
		assertThat(told).containsExactly(C + " 1/2 with [a, b, c]", B + " 2/2 with [a, b]");
	}

	private static RunOptions tag(String tag) {
		return new RunOptions(tag, MigrationListener.NONE);
	}

	private Stamp stamp(String... references) {
		return new Stamper(target()).stamp(List.of(references), Way.KEEP, null);
	}

	private List<Applied> history() {
		return History.read(target()).applied();
	}

	private List<RevisionState> status() {
		return MigrationStatus.of(target()).revisions().stream().map(RevisionStatus::state).toList();
	}

	private List<String> tables() {
		try (Connection connection = this.database.connect();
				ResultSet rows = connection.getMetaData()
					.getTables(connection.getCatalog(), null, "%", new String[] { "TABLE", "BASE TABLE" })) {
			List<String> tables = new ArrayList<>();
			while (rows.next()) {
				String table = rows.getString("TABLE_NAME").toLowerCase();
				if (List.of("a", "b", "c").contains(table)) {
					tables.add(table);
				}
			}
			return tables.stream().sorted().toList();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
