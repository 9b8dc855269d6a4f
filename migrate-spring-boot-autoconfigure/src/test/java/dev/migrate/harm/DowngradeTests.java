package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the downgrade of edited changelogs: it reverts the right revisions or reports
 * why not, and never touches another table.
 */
class DowngradeTests {

	private static final String A = "20260101000000";

	private static final String B = "20260102000000";

	private static final String C = "20260103000000";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void missingNewestFileStopsDowngrade(TestProduct product) {
		try (EvolvingApplication shop = threeTables(product)) {
			shop.upgrade("head");
			shop.files().delete(ChangelogFolder.version(C, "c"));
			List<String> before = shop.oracle();
			for (String revision : List.of("-1", "base", A, B)) {
				assertRejected(shop, revision, ChangelogFolder.version(C, "c"), "newer jar",
						"Nothing has been changed");
			}
			assertThat(shop.oracle()).isEqualTo(before);
			assertThat(shop.status().revisions()).last().satisfies((missing) -> {
				assertThat(missing.id()).isEqualTo(C);
				assertThat(missing.state()).isEqualTo(RevisionState.FILE_MISSING);
				assertThat(missing.path()).isEqualTo(ChangelogFolder.version(C, "c"));
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void repeatedChangesetsAreNotCounted(TestProduct product) {
		try (EvolvingApplication shop = threeTables(product)) {
			shop.files().write("db/changelog/versions/20260109000000_refresh.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260109000000.1"
					      author: ada
					      runAlways: true
					      changes:
					        - sql:
					            sql: delete from a where id < 0
					""");
			shop.upgrade("head");
			shop.upgrade("head");
			assertThat(shop.status().current()).containsExactly(C);
			assertThat(undone(shop, "-1")).containsExactly(C);
			assertThat(tables(shop)).containsExactly("a", "b");
			assertThat(undone(shop, A)).containsExactly(B);
			assertThat(tables(shop)).containsExactly("a");
		}
	}

	@ParameterizedTest
	@EnumSource
	void newestInGraphIsRevertedAfterLateMerge(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder)) {
			ChangelogFolder.withVersions(this.folder).createTable(A, "a", "base").createTable(C, "c", A);
			shop.upgrade("head");
			shop.files().createTable(B, "b", A);
			assertThat(shop.status().heads()).containsExactlyInAnyOrder(B, C);
			assertRejected(shop, "head", "2 heads");
			shop.upgrade("heads");
			assertThat(tables(shop)).containsExactly("a", "b", "c");
			assertRejected(shop, "-1", B, C);
			assertThat(tables(shop)).containsExactly("a", "b", "c");
			assertThat(undone(shop, A)).containsExactlyInAnyOrder(B, C);
			assertThat(tables(shop)).containsExactly("a");
		}
	}

	@ParameterizedTest
	@EnumSource
	void newestInGraphIsRevertedRegardlessOfExecutionOrder(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder)) {
			ChangelogFolder.withVersions(this.folder).createTable(A, "a", "base").createTable(C, "c", A);
			shop.upgrade("head");
			shop.files().createTable(B, "b", A).createTable(C, "c", B);
			shop.upgrade("head");
			assertThat(undone(shop, "-1")).containsExactly(C);
			assertThat(tables(shop)).containsExactly("a", "b");
			assertThat(undone(shop, "-1")).containsExactly(B);
			assertThat(tables(shop)).containsExactly("a");
		}
	}

	@ParameterizedTest
	@EnumSource
	void missingRollbackChangesNothing(TestProduct product) {
		try (EvolvingApplication shop = threeTables(product)) {
			shop.files().write("db/changelog/versions/20260102120000_by_hand.yaml", """
					databaseChangeLog:
					  - property:
					      name: migrate.parent
					      value: "%s"
					      global: false
					  - changeSet:
					      id: "20260102120000.1"
					      author: bob
					      changes:
					        - sql:
					            sql: insert into b values (1)
					""".formatted(B)).createTable(C, "c", "20260102120000");
			shop.upgrade("head");
			List<String> before = shop.oracle();
			assertRejected(shop, "base", "20260102120000.1", "no rollback");
			assertRejected(shop, A, "20260102120000.1", "no rollback");
			assertThat(shop.oracle()).isEqualTo(before);
			assertThat(shop.status().current()).containsExactly(C);
			assertThat(undone(shop, "-1")).containsExactly(C);
		}
	}

	@ParameterizedTest
	@EnumSource
	void revisionReferenceIsResolved(TestProduct product) {
		try (EvolvingApplication shop = threeTables(product)) {
			shop.upgrade("head");
			assertThat(undone(shop, "-2")).containsExactly(C, B);
			assertThat(tables(shop)).containsExactly("a");
			shop.upgrade("head");
			assertThat(undone(shop, "create_b")).containsExactly(C);
			assertThat(undone(shop, B)).isEmpty();
			assertThat(undone(shop, "base")).containsExactly(B, A);
			assertThat(tables(shop)).isEmpty();
			assertThat(undone(shop, "base")).isEmpty();
			assertRejected(shop, "-1", "reaches beyond base");
		}
	}

	@ParameterizedTest
	@EnumSource
	void unknownRevisionReferenceIsRejected(TestProduct product) {
		try (EvolvingApplication shop = threeTables(product)) {
			shop.upgrade(B);
			List<String> before = shop.oracle();
			assertRejected(shop, "nowhere", "nowhere");
			assertRejected(shop, "create", "3 revisions");
			assertRejected(shop, "2026", "3 revisions");
			assertRejected(shop, "-7", "-7");
			assertRejected(shop, C, C, "not applied");
			assertRejected(shop, " ", "Specify a revision");
			assertThat(shop.oracle()).isEqualTo(before);
		}
	}

	private EvolvingApplication threeTables(TestProduct product) {
		ChangelogFolder.withVersions(this.folder)
			.createTable(A, "a", "base")
			.createTable(B, "b", A)
			.createTable(C, "c", B);
		return new EvolvingApplication(product, this.folder);
	}

	private static void assertRejected(EvolvingApplication shop, String revision, String... fragments) {
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.downgrade(revision))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(fragments));
	}

	private static List<String> undone(EvolvingApplication shop, String revision) {
		return shop.downgrade(revision).revisions().stream().map(RevisionView::id).toList();
	}

	private static List<String> tables(EvolvingApplication shop) {
		return List.of("a", "b", "c").stream().filter((table) -> exists(shop, table)).toList();
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
