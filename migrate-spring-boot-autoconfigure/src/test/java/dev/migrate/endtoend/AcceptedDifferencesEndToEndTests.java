package dev.migrate.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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
 * Tests for accepted differences, in the commands of an adopted database.
 */
class AcceptedDifferencesEndToEndTests {

	private static final String[] BY_HAND = { "create sequence product_seq increment by 10",
			"create table product (id bigint not null primary key, name varchar(80), legacy integer)",
			"create index product_legacy on product (legacy)", "create table supplier (id integer primary key)" };

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EssentialProducts
	void adoptedDatabaseHasNoDifference(TestProduct product) throws Exception {
		try (TestDatabase database = product.create(); TestDatabase fresh = product.create()) {
			database.execute(BY_HAND);
			Shop shop = shop(database);
			assertThat(shop.migrate("init", "--from-database", "--dry-run").err())
				.contains("versions-accepted-differences.jsonl: 5 accepted differences");
			Path file = this.folder.resolve("db/versions-accepted-differences.jsonl");
			assertThat(file).doesNotExist();
			String adopted = result(shop.migrate("init", "--from-database"), 0);
			assertThat(adopted)
				.contains("wrote " + file.toString().toLowerCase(Locale.ROOT) + ": 5 accepted differences");
			assertThat(Files.readAllLines(file).stream().map((line) -> line.toLowerCase(Locale.ROOT)))
				.contains("{\"thing\": \"product.legacy column\", \"database\": \"integer\", \"entities\": \"nothing\","
						+ " \"reason\": \"\"}")
				.hasSize(6);
			String check = result(shop.migrate("check"), 0);
			assertThat(check.lines()).containsExactly("5 accepted differences are not listed.",
					"the entities, the changelog and the database agree.");
			assertThat(result(shop.migrate("generate-changeset", "-m", "x"), 0).lines())
				.containsExactly("no changes detected.", "5 accepted differences are not listed.");
			assertThat(result(shop.migrate("generate-changeset", "-m", "x", "--from", "changelog"), 0).lines())
				.containsExactly("no changes detected.", "5 accepted differences are not listed.");
			// The baseline builds the same differences in another database.
			result(shop(fresh).migrate("upgrade"), 0);
			assertThat(result(shop(fresh).migrate("check"), 0)).isEqualTo(check);
			database.execute("alter table product drop column name");
			// The changelog still builds the accepted type.
			assertThat(result(shop.migrate("check"), 1))
				.contains("add column product.name", "5 accepted differences are not listed.")
				.doesNotContain("change type", "no longer true");
			assertThat(result(shop.migrate("check", "--migrate.scratch.enabled=false"), 1))
				.contains("4 accepted differences are not listed.", "no longer true: product.name type, ");
			database.execute("alter table product add column name varchar(80)");
			assertThat(result(shop.migrate("generate-changeset", "-m", "x", "--include-accepted=product"), 0))
				.contains("change type of product.name from ", "left alone: drop column product.legacy");
			result(shop.migrate("upgrade"), 0);
			assertThat(result(shop.migrate("check"), 0)).contains("no longer true: product.name type, ",
					"check --forget 'product.name type'");
			assertThat(result(shop.migrate("check", "--forget", "product.name type"), 0))
				.contains("forgot product.name type, ", "4 accepted differences are not listed.")
				.doesNotContain("no longer true");
			dropScratch(database);
			dropScratch(fresh);
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void viewIsNoMissingTable(TestProduct product) {
		try (TestDatabase database = product.create()) {
			database.execute("create sequence product_seq increment by 50",
					"create table stored_product (id bigint not null primary key, name varchar(255))",
					"create view product as select * from stored_product");
			Shop shop = shop(database);
			assertThat(result(shop.migrate("init", "--from-database"), 0))
				.contains("not in the baseline: view product.");
			assertThat(result(shop.migrate("check"), 0)).doesNotContain("create table product", "note: ");
			assertThat(result(shop.migrate("generate-changeset", "-m", "x", "--from", "changelog"), 0))
				.contains("no changes detected.");
			dropScratch(database);
		}
	}

	@Test
	void brokenFileEndsWithThree() throws Exception {
		try (TestDatabase database = TestDatabases.h2()) {
			database.execute(BY_HAND);
			Shop shop = shop(database);
			result(shop.migrate("init", "--from-database"), 0);
			Path file = this.folder.resolve("db/versions-accepted-differences.jsonl");
			String whole = Files.readString(file);
			Files.writeString(file, whole + "=======\n");
			for (List<String> command : List.of(List.of("check"), List.of("check", "--accept"),
					List.of("check", "--forget", "product"), List.of("generate-changeset", "-m", "x"))) {
				CommandResult refused = shop.migrate(command.toArray(String[]::new));
				assertThat(refused.exitCode()).isEqualTo(3);
				assertThat(refused.err()).isEqualToNormalizingNewlines("Error [accepted-differences-invalid]: The file "
						+ file + " has git merge markers (line 7); resolve the conflict. Nothing was written.\n");
			}
			assertThat(file).hasContent(whole + "=======\n");
			Files.writeString(file, whole);
			CommandResult unknown = shop.migrate("check", "--forget", "nowhere");
			assertThat(unknown.exitCode()).isEqualTo(2);
			assertThat(unknown.err())
				.startsWith("Error [accepted-difference-unknown]: --forget nowhere matches no accepted difference: ")
				.hasLineCount(1);
		}
	}

	private Shop shop(TestDatabase database) {
		List<String> own = List.of("spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password());
		return Shop.of(ShopApplication.class, this.folder, own.toArray(String[]::new));
	}

	private static String result(CommandResult result, int exitCode) {
		assertThat(result.exitCode()).as(result.err() + result.out()).isEqualTo(exitCode);
		return result.out().toLowerCase(Locale.ROOT);
	}

	private static void dropScratch(TestDatabase database) {
		if (database.product() == TestProduct.POSTGRESQL) {
			database.execute("drop database if exists " + database.url().replaceAll(".*/", "") + "_migrate_scratch");
		}
	}

}
