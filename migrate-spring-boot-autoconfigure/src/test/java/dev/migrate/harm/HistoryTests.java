package dev.migrate.harm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.MigrationListener;
import dev.migrate.MovedView;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.UpgradeRequest;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for changesets that did not simply run once: what counts as applied, what as
 * pending, and what a downgrade undoes.
 */
class HistoryTests {

	private static final String MASTER = "db/changelog/db.changelog-master.yaml";

	private static final String CITY = """
			  - changeSet:
			      id: city
			      author: ada
			      changes:
			        - createTable: {tableName: city, columns: [{column: {name: id, type: integer}}]}
			""";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EssentialProducts
	void markedChangesetLosesItsRowOnly(TestProduct product) {
		try (EvolvingApplication shop = shop(product, CITY, """
				  - changeSet:
				      id: again
				      author: ada
				      preConditions: [{onFail: MARK_RAN}, {not: [{tableExists: {tableName: city}}]}]
				      changes:
				        - createTable: {tableName: city, columns: [{column: {name: id, type: integer}}]}
				  - changeSet:
				      id: raw
				      author: ada
				      preConditions: [{onFail: MARK_RAN}, {sqlCheck: {expectedResult: 1, sql: select 0}}]
				      changes: [{sql: {sql: drop table city}}]
				""")) {
			shop.upgrade("head");
			assertThat(states(shop)).containsOnlyKeys("city", "again", "raw").containsValue(RevisionState.APPLIED);
			shop.database().execute("insert into city (id) values (1)");
			MovedView undone = shop.downgrade("city");
			assertThat(undone.revisions()).extracting(RevisionView::id).containsExactly("raw", "again");
			assertThat(undone.losses()).isEmpty();
			shop.database().execute("insert into city (id) values (2)");
			assertThat(shop.status().current()).containsExactly("city");
			assertThat(shop.downgrade("base").revisions()).hasSize(1);
			assertThat(exists(shop, "city")).isFalse();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void changesetThatContinuesIsNeitherPendingNorApplied(TestProduct product) {
		try (EvolvingApplication shop = shop(product, CITY, """
				  - changeSet:
				      id: never
				      author: ada
				      preConditions: [{onFail: CONTINUE}, {tableExists: {tableName: nowhere}}]
				      changes: [{sql: {sql: insert into nowhere values (1)}}]
				  - changeSet:
				      id: broken
				      author: ada
				      preConditions: [{onError: CONTINUE}, {sqlCheck: {expectedResult: 1, sql: select id from nowhere}}]
				      changes: [{sql: {sql: insert into nowhere values (1)}}]
				  - changeSet:
				      id: other
				      author: ada
				      changes: [{sql: {dbms: oracle, sql: select 1 from dual}}]
				  - changeSet:
				      id: failing
				      author: ada
				      failOnError: false
				      changes: [{sql: {sql: insert into nowhere values (1)}}]
				""")) {
			assertThat(shop.status().revisions()).filteredOn((revision) -> revision.state() == RevisionState.PENDING)
				.hasSize(4);
			assertThat(shop.upgrade("head").revisions()).extracting(RevisionView::id).containsExactly("city");
			assertThat(states(shop)).containsEntry("city", RevisionState.APPLIED)
				.containsEntry("never", RevisionState.LEFT_OUT)
				.containsEntry("broken", RevisionState.LEFT_OUT)
				.containsEntry("other", RevisionState.LEFT_OUT)
				.containsEntry("failing", RevisionState.LEFT_OUT);
			List<String> started = started(shop);
			assertThat(started).isEmpty();
			assertThat(shop.check().pending()).isEmpty();
			assertThatNoException().isThrownBy(() -> shop.generate("next"));
			shop.database().execute("create table nowhere (id integer)");
			assertThat(states(shop)).containsEntry("never", RevisionState.PENDING);
			assertThat(started(shop)).containsExactly("never", "broken", "failing");
			assertThat(states(shop)).containsEntry("never", RevisionState.APPLIED)
				.containsEntry("failing", RevisionState.APPLIED);
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void repeatableChangesetIsUndoneWithTheRevisionBeforeIt(TestProduct product) {
		try (EvolvingApplication shop = shop(product, CITY,
				"""
						  - changeSet:
						      id: names
						      author: ada
						      runOnChange: true
						      changes: [{sql: {sql: create or replace view names as select id from city}}]
						      rollback: [{sql: {sql: drop view names}}]
						  - changeSet:
						      id: typed
						      author: ada
						      runAlways: true
						      changes: [{createView: {viewName: typed, replaceIfExists: true, selectQuery: select id from city}}]
						""")) {
			shop.upgrade("head");
			shop.upgrade("head");
			MovedView undone = shop.downgrade("base");
			assertThat(undone.revisions()).extracting(RevisionView::id).containsExactly("typed", "names", "city");
			assertThat(undone.leftBehind()).isEmpty();
			assertThat(exists(shop, "names")).isFalse();
			assertThat(exists(shop, "city")).isFalse();
			shop.upgrade("head");
			assertThat(exists(shop, "names")).isTrue();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void repeatableChangesetWithoutRollbackStopsTheDowngradeThatItWouldBreak(TestProduct product) {
		try (EvolvingApplication shop = shop(product, CITY, """
				  - changeSet:
				      id: names
				      author: ada
				      runOnChange: true
				      changes: [{sql: {sql: create or replace view names as select id from city}}]
				  - changeSet:
				      id: street
				      author: ada
				      changes:
				        - createTable: {tableName: street, columns: [{column: {name: id, type: integer}}]}
				  - changeSet:
				      id: clean
				      author: ada
				      runAlways: true
				      changes: [{sql: {sql: delete from city where id < 0}}]
				""")) {
			shop.upgrade("head");
			List<String> before = shop.oracle();
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.downgrade("base"))
				.withMessageContaining("Changeset names in " + MASTER + " has no rollback")
				.withMessageContaining("view names")
				.withMessageContaining("Nothing has been changed");
			assertThat(shop.oracle()).isEqualTo(before);
			MovedView undone = shop.downgrade("-1");
			assertThat(undone.revisions()).extracting(RevisionView::id).containsExactly("street");
			assertThat(undone.leftBehind())
				.containsExactly("Changeset clean in " + MASTER + " has no rollback and stays as it is.");
			assertThat(exists(shop, "names")).isTrue();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void appliedChangesetStaysAppliedUnderOtherContextsAndLabels(TestProduct product) {
		String text = """
				  - changeSet:
				      id: demo
				      author: ada
				      contextFilter: test
				      changes:
				        - createTable: {tableName: demo, columns: [{column: {name: id, type: integer}}]}
				  - changeSet:
				      id: later
				      author: ada
				      contextFilter: later
				      changes:
				        - createTable: {tableName: later, columns: [{column: {name: id, type: integer}}]}
				""";
		new ChangelogFolder(this.folder).write(MASTER, "databaseChangeLog:\n" + CITY + text);
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder, ChangelogFolder.MASTER, "test")) {
			shop.upgrade("head");
			EvolvingApplication other = shop.inContexts("prod");
			assertThat(states(other)).containsEntry("city", RevisionState.APPLIED)
				.containsEntry("demo", RevisionState.APPLIED)
				.containsEntry("later", RevisionState.LEFT_OUT);
			assertThat(other.upgrade("head").revisions()).isEmpty();
			assertThat(other.downgrade("-1").revisions()).extracting(RevisionView::id).containsExactly("demo");
			assertThat(exists(shop, "demo")).isFalse();
			assertThat(states(other)).containsEntry("demo", RevisionState.LEFT_OUT);
		}
	}

	private EvolvingApplication shop(TestProduct product, String... changesets) {
		new ChangelogFolder(this.folder).write(MASTER, "databaseChangeLog:\n" + String.join("", changesets));
		return new EvolvingApplication(product, this.folder);
	}

	private static Map<String, RevisionState> states(EvolvingApplication shop) {
		return shop.status().revisions().stream().collect(Collectors.toMap(RevisionView::id, RevisionView::state));
	}

	private static List<String> started(EvolvingApplication shop) {
		List<String> started = new ArrayList<>();
		shop.migrations().upgrade(UpgradeRequest.to("head"), new MigrationListener() {

			@Override
			public void revisionStarting(RevisionView revision, int number, int total) {
				started.add(revision.id());
			}

		});
		return started;
	}

	private static boolean exists(EvolvingApplication shop, String table) {
		try {
			shop.database().execute("select 1 from " + table);
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

}
