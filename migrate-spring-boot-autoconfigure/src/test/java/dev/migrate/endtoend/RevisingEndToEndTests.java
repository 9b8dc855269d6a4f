package dev.migrate.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.priced.PricedShopApplication;
import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for revisions that are generated anew.
 */
class RevisingEndToEndTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EssentialProducts
	void changesOfAMorningAreOneFile(TestProduct product) throws IOException {
		try (TestDatabase database = database(product)) {
			Shop before = begin(database);
			String id = id(before);
			Path file = before.versions().get(0);
			Shop after = after(before);
			assertThat(done(after.migrate("revise", "--yes"))).containsSubsequence("Running downgrade " + id, "Wrote ",
					"(before: ", "Running upgrade base -> " + id + ", create all");
			assertThat(after.versions()).containsExactly(file);
			assertThat(file).content().contains("price", "create all");
			done(after.migrate("check"));
			assertThat(done(after.migrate("generate-changeset", "-m", "x"))).contains("No changes detected.");
			// It can be done again, and back.
			done(before.migrate("revise", "-m", "create less", "--yes"));
			assertThat(before.versions()).singleElement()
				.satisfies((renamed) -> assertThat(renamed.getFileName().toString()).startsWith(id + "_create_less"));
			done(before.migrate("check"));
			done(before.migrate("downgrade", "--yes"));
		}
	}

	@ParameterizedTest
	@EssentialProducts
	@Tag("long")
	void earlierRevisionsAndTheirRowsStay(TestProduct product) {
		try (TestDatabase database = database(product)) {
			Shop before = begin(database);
			database.execute("insert into product (id, name) values (1, 'Emma')");
			Shop after = after(before);
			done(after.migrate("generate-changeset", "-m", "add price", "--upgrade"));
			database.execute("update product set price = 5");
			CommandResult unsure = after.migrate("revise");
			assertThat(unsure.exitCode()).isEqualTo(2);
			assertThat(unsure.err()).contains("Loses rows: ", "run it with --yes");
			done(after.migrate("revise", "--yes", "-m", "add a price"));
			assertThat(after.versions()).hasSize(2);
			assertThat(
					JdbcClient.create(database.dataSource()).sql("select name from product").query(String.class).list())
				.containsExactly("Emma");
			done(after.migrate("check"));
		}
	}

	@Test
	void dryRunChangesNothing() throws IOException {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop before = begin(database);
			String text = Files.readString(before.versions().get(0));
			CommandResult dry = after(before).migrate("revise", "--dry-run");
			assertThat(dry.exitCode()).isZero();
			assertThat(dry.out()).contains("price").startsWith("# create all");
			assertThat(dry.err()).contains("Would lose rows: ", "Would write " + before.versions().get(0));
			assertThat(before.versions().get(0)).hasContent(text);
			assertThat(done(before.migrate("status"))).contains("0 revisions are pending");
			assertThat(done(after(before).migrate("revise", "--yes", "--json"))).contains("\"undone\":true",
					"\"former\":\"");
		}
	}

	@Test
	@Tag("long")
	void formerFileIsKept() throws IOException {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop before = begin(database);
			String text = Files.readString(before.versions().get(0));
			String out = done(after(before).migrate("revise", "--yes"));
			assertThat(Path.of(out.substring(out.indexOf("(before: ") + 9, out.indexOf(")\n")))).hasContent(text);
		}
	}

	@Test
	@Tag("long")
	void pendingRevisionIsOnlyWrittenAndApplied() {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop before = begin(database);
			done(before.migrate("downgrade", "--yes"));
			assertThat(done(after(before).migrate("revise"))).contains("Running upgrade base -> ")
				.doesNotContain("downgrade");
			done(after(before).migrate("check"));
		}
	}

	@Test
	void whatOthersMayHaveIsRejected() throws Exception {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop before = begin(database);
			Path remote = this.folder.resolve("remote.git");
			git("init", "--quiet", "--bare", remote.toString());
			git("init", "--quiet");
			git("remote", "add", "origin", remote.toString());
			git("add", "db");
			git("-c", "user.name=ann", "-c", "user.email=ann@example.com", "commit", "--quiet", "-m", "first");
			done(after(before).migrate("revise", "--yes"));
			git("-c", "user.name=ann", "-c", "user.email=ann@example.com", "commit", "--quiet", "-a", "-m", "revised");
			git("push", "--quiet", "origin", "HEAD:main");
			assertRejected(before.migrate("revise", "--yes"), "since a remote branch of the git repository has ",
					"Write a new revision with generate-changeset.");
			done(after(before).migrate("check"));
		}
	}

	@Test
	void revisionsThatCannotBeGeneratedAnewAreRejected() throws IOException {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop shop = shop(database);
			assertRejected(shop.migrate("revise"), "does not exist; init writes one.");
			done(shop.migrate("init"));
			assertRejected(shop.migrate("revise"), "There is no revision yet");
			done(shop.migrate("generate-changeset", "-m", "create all", "--upgrade"));
			String id = id(shop);
			shop.revision("30000101000000", id, "extra");
			assertRejected(shop.migrate("revise"), "30000101000000.1 were not generated, and would be lost");
			done(shop.migrate("upgrade"));
			assertRejected(shop.migrate("revise"), "were not generated");
			done(shop.migrate("downgrade", "--yes"));
			Files.delete(shop.versions().get(1));
			database.execute("update databasechangelog set exectype = 'MARK_RAN'");
			assertRejected(shop.migrate("revise", "--yes"), "only marked as run");
		}
	}

	@Test
	@Tag("long")
	void baselineIsRejected() {
		try (TestDatabase database = database(TestProduct.H2)) {
			database.execute("create table legacy (id int primary key)");
			Shop shop = shop(database);
			done(shop.migrate("init", "--from-database"));
			assertRejected(shop.migrate("revise", "--yes"), "is the baseline of a database");
		}
	}

	@Test
	@Tag("long")
	void revisionOfWhichNothingIsLeftIsRejected() {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop before = begin(database);
			done(after(before).migrate("generate-changeset", "-m", "add price", "--upgrade"));
			assertRejected(before.migrate("revise", "--yes"), "nothing is left of it");
			done(after(before).migrate("check"));
		}
	}

	private TestDatabase database(TestProduct product) {
		// A database in memory would be upgraded first.
		return (product == TestProduct.H2) ? TestDatabases.h2In(this.folder) : product.create();
	}

	private Shop begin(TestDatabase database) {
		Shop shop = shop(database);
		done(shop.migrate("init"));
		done(shop.migrate("generate-changeset", "-m", "create all", "--upgrade"));
		return shop;
	}

	private Shop shop(TestDatabase database) {
		return Shop.of(ShopApplication.class, this.folder, "spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password());
	}

	private static Shop after(Shop shop) {
		return new Shop(PricedShopApplication.class, shop.folder(), shop.resourceLoader(), shop.properties());
	}

	private static String id(Shop shop) {
		return shop.versions().get(0).getFileName().toString().substring(0, 14);
	}

	private void git(String... arguments) throws Exception {
		List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
		Process git = new ProcessBuilder(command).directory(this.folder.toFile()).inheritIO().start();
		assertThat(git.waitFor()).isZero();
	}

	private static String done(CommandResult result) {
		assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
		return result.out();
	}

	private static void assertRejected(CommandResult result, String... words) {
		assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(2);
		assertThat(result.err()).contains(words);
	}

}
