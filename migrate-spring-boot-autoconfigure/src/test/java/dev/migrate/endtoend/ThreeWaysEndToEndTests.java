package dev.migrate.endtoend;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pairwise comparison of the entities, the changelog and the database.
 */
class ThreeWaysEndToEndTests {

	private static final String ENTITIES_AGAINST_CHANGELOG = "the entities require changes that the changelog does"
			+ " not contain:";

	private static final String CHANGELOG_AGAINST_DATABASE = "the changelog contains changes that the database does"
			+ " not have:";

	private static final String ENTITIES_AGAINST_DATABASE = "the entities require changes that the database does not"
			+ " have:";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EssentialProducts
	void everyDifferenceIsReportedWithBothSides(TestProduct product) {
		try (TestDatabase database = product.create()) {
			Shop shop = shop(database);
			result(shop.migrate("init"), 0);
			result(shop.migrate("generate-changeset", "-m", "create product", "--from", "changelog"), 0);
			assertThat(shop.versions()).hasSize(1);
			if (product == TestProduct.POSTGRESQL) {
				// An in-memory database is migrated to head first. Pending revisions are
				// not a separate difference.
				assertThat(result(shop.migrate("check"), 1)).contains("pending: ", ENTITIES_AGAINST_DATABASE)
					.doesNotContain(ENTITIES_AGAINST_CHANGELOG, CHANGELOG_AGAINST_DATABASE);
			}
			assertThat(result(shop.migrate("generate-changeset", "-m", "x", "--from", "changelog"), 0))
				.contains("no changes detected.");
			result(shop.migrate("upgrade"), 0);
			database.execute("alter table product add column dirty varchar(20)", "create table by_hand (id integer)");
			assertThat(result(shop.migrate("check"), 0)).contains("left alone: drop column product.dirty",
					"left alone: drop table by_hand", "the entities, the changelog and the database agree.");
			assertThat(result(shop.migrate("generate-changeset", "-m", "x", "--from", "changelog"), 0))
				.contains("no changes detected.")
				.doesNotContain("dirty", "by_hand");
			database.execute("alter table product drop column name");
			assertThat(result(shop.migrate("check"), 1))
				.contains(CHANGELOG_AGAINST_DATABASE, ENTITIES_AGAINST_DATABASE, "add column product.name")
				.doesNotContain(ENTITIES_AGAINST_CHANGELOG);
			String json = result(shop.migrate("check", "--json"), 1);
			assertThat(json).contains("\"changelog\":{\"changes\":[],",
					"\"drift\":{\"changes\":[{\"description\":\"add column product.name\"");
			dropScratch(database);
		}
	}

	@Test
	void modifiedDatabaseHidesNoDifferenceToChangelog() {
		try (TestDatabase database = TestDatabases.h2()) {
			Shop shop = shop(database);
			result(shop.migrate("init"), 0);
			result(shop.migrate("generate-changeset", "-m", "create product"), 0);
			result(shop.migrate("upgrade"), 0);
			shop.write("db/versions/29990101000000_less.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "29990101000000.1"
					      author: bob
					      changes:
					        - sql: {sql: alter table product drop column name}
					""");
			result(shop.migrate("upgrade"), 0);
			database.execute("alter table product add column name varchar(255)");
			assertThat(result(shop.migrate("generate-changeset", "-m", "x"), 0)).contains("no changes detected.");
			assertThat(result(shop.migrate("check"), 1))
				.contains(ENTITIES_AGAINST_CHANGELOG, "add column product.name", "left alone: drop column product.name")
				.doesNotContain(CHANGELOG_AGAINST_DATABASE, ENTITIES_AGAINST_DATABASE);
			assertThat(result(shop.migrate("check", "--migrate.scratch.enabled=false"), 0)).contains("agree");
			assertThat(result(shop.migrate("check", "--json", "--migrate.scratch.enabled=false"), 0))
				.contains("\"changelog\":null,\"drift\":null");
			assertThat(result(shop.migrate("generate-changeset", "-m", "the name", "--from", "changelog"), 0))
				.contains("add column product.name", "_the_name.yaml");
		}
	}

	@Test
	void changelogThatDoesNotRunFromTheStartIsReported() {
		try (TestDatabase database = TestDatabases.h2()) {
			database.execute("create table older (id integer)");
			Shop shop = shop(database);
			result(shop.migrate("init"), 0);
			shop.write("db/versions/20260101000000_older.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260101000000.1"
					      author: bob
					      changes:
					        - sql: {sql: alter table older add column name varchar(255)}
					""");
			result(shop.migrate("upgrade"), 0);
			result(shop.migrate("generate-changeset", "-m", "create product"), 0);
			result(shop.migrate("upgrade"), 0);
			assertThat(result(shop.migrate("check"), 0)).contains(
					"note: nothing was compared with the changelog."
							+ " the changelog does not run on an empty database. changeset ",
					"20260101000000.1", "what the notes list was not compared");
			CommandResult refused = shop.migrate("generate-changeset", "-m", "x", "--from", "changelog");
			assertThat(refused.exitCode()).isEqualTo(3);
			assertThat(refused.err()).contains("The changelog does not run on an empty database.");
			CommandResult usage = shop.migrate("generate-changeset", "-m", "x", "--from", "nowhere");
			assertThat(usage.exitCode()).isEqualTo(2);
			assertThat(usage.err()).contains("--from", "nowhere");
		}
	}

	private Shop shop(TestDatabase database, String... properties) {
		List<String> own = List.of("spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password());
		return Shop.of(ShopApplication.class, this.folder,
				Stream.concat(own.stream(), Stream.of(properties)).toArray(String[]::new));
	}

	private static String result(CommandResult result, int exitCode) {
		assertThat(result.exitCode()).as(result.err() + result.out()).isEqualTo(exitCode);
		// The names of JSON members keep their case.
		return result.out().startsWith("{") ? result.out().replaceAll("(?i)product\\.name", "product.name")
				: result.out().toLowerCase(Locale.ROOT);
	}

	private static void dropScratch(TestDatabase database) {
		if (database.product() == TestProduct.POSTGRESQL) {
			database.execute("drop database " + database.url().replaceAll(".*/", "") + "_migrate_scratch");
		}
	}

}
