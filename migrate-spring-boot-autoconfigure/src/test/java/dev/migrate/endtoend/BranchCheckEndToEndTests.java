package dev.migrate.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code check --against}.
 */
class BranchCheckEndToEndTests {

	private static final String MASTER = "db/db.changelog-master.yaml";

	@TempDir
	private Path project;

	@ParameterizedTest
	@EssentialProducts
	@Tag("long")
	void branchThatOnlyAddsRevisionsAgrees(TestProduct product) throws Exception {
		try (TestDatabase database = product.create()) {
			Shop shop = begin(database);
			assertThat(done(shop, "check", "--against", "main")).contains("agree");
			table(shop, "20270101000000", first(shop), "extra");
			commit("ours");
			done(shop, "upgrade");
			assertThat(done(shop, "check", "--against", "main")).contains("agree");
			assertThat(done(shop, "check", "--against", "main", "--json"))
				.contains("\"against\":{\"reference\":\"main\",\"ours\":[\"20270101000000\"],\"theirs\":[]");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void headsOfBothBranchesAreReported(TestProduct product) throws Exception {
		try (TestDatabase database = product.create()) {
			Shop shop = begin(database);
			String first = first(shop);
			onMain(() -> table(shop, "20270101000000", first, "theirs"));
			table(shop, "20270102000000", first, "ours");
			done(shop, "upgrade");
			assertThat(different(shop)).contains("Only in main: 20270101000000.",
					"Together: The changelog has 2 heads: 20270101000000, 20270102000000.",
					"No table is touched by several branches. Merge main, and run merge.",
					"The revisions of this branch and of main build the same schema in both orders.");
			commit("ours");
			git("merge", "--quiet", "-m", "merge", "main");
			done(shop, "merge", "-m", "merge");
			done(shop, "upgrade");
			assertThat(done(shop, "check", "--against", "main")).contains("agree");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	@Tag("long")
	void orderThatMattersIsReported(TestProduct product) throws Exception {
		try (TestDatabase database = product.create()) {
			Shop shop = begin(database);
			String first = first(shop);
			onMain(() -> sql(shop, "20270101000000", first, "create table if not exists extra (id int)"));
			sql(shop, "20270102000000", first, "create table if not exists extra (id int, name varchar(20))");
			done(shop, "upgrade");
			assertThat(different(shop)).contains("The order matters.").containsIgnoringCase("add column extra.name");
		}
	}

	@Test
	@Tag("long")
	void orderThatFailsIsReported() throws Exception {
		try (TestDatabase database = TestDatabases.h2()) {
			Shop shop = begin(database);
			String first = first(shop);
			onMain(() -> sql(shop, "20270101000000", first, "alter table product add column price int"));
			sql(shop, "20270102000000", first, "alter table product rename to goods");
			done(shop, "upgrade");
			assertThat(different(shop)).contains("The order matters.",
					"cannot be applied before them: Changeset db/versions/20270101000000");
		}
	}

	@Test
	void changedHistoryIsReported() throws Exception {
		try (TestDatabase database = TestDatabases.h2()) {
			Shop shop = begin(database);
			String first = first(shop);
			table(shop, "20270101000000", first, "one");
			table(shop, "20270102000000", "20270101000000", "two");
			commit("more");
			git("branch", "--force", "main");
			Files.delete(shop.versions().get(2));
			table(shop, "20270101000000", first, "other");
			Files.delete(shop.versions().get(1));
			assertThat(shop.versions()).hasSize(2);
			done(shop, "upgrade");
			assertThat(different(shop)).contains("Edited, although main has it: 20270101000000.",
					"Deleted, although main has it: db/versions/20270102000000_create_two.yaml.");
		}
	}

	@Test
	@Tag("long")
	void filesThatOnlyTheOtherBranchHasChangedAreItsOwn() throws Exception {
		try (TestDatabase database = TestDatabases.h2In(this.project)) {
			Shop shop = begin(database);
			String single = """
					databaseChangeLog:
					- include: { file: versions/%s, relativeToChangelogFile: true }
					""".formatted(shop.versions().get(0).getFileName());
			shop.write(MASTER, single);
			commit("files by name");
			git("branch", "--force", "main");
			String first = first(shop);
			onMain(() -> {
				table(shop, "20270101000000", first, "theirs");
				shop.write(MASTER, single
						+ "- include: { file: versions/20270101000000_create_theirs.yaml, relativeToChangelogFile: true }\n");
			});
			assertThat(done(shop, "check", "--against", "main")).contains("Only in main: 20270101000000.", "agree");
			table(shop, "20270102000000", first, "ours");
			shop.write(MASTER, single
					+ "- include: { file: versions/20270102000000_create_ours.yaml, relativeToChangelogFile: true }\n");
			done(shop, "upgrade");
			assertThat(different(shop)).contains("Both branches have changed the file that includes 20270101000000.");
		}
	}

	@Test
	@Tag("long")
	void repeatableChangesetsMayBeEdited() throws Exception {
		try (TestDatabase database = TestDatabases.h2In(this.project)) {
			Shop shop = begin(database);
			String view = """
					databaseChangeLog:
					- changeSet:
					    id: view
					    author: bob
					    runOnChange: true
					    changes:
					    - sql: { sql: "create or replace view v as select %s as one" }
					    rollback:
					    - empty: {}
					""";
			shop.write("db/versions/20270101000000_view.yaml", view.formatted("1"));
			commit("view");
			git("branch", "--force", "main");
			shop.write("db/versions/20270101000000_view.yaml", view.formatted("2"));
			done(shop, "upgrade");
			assertThat(done(shop, "check", "--against", "main")).contains("agree");
		}
	}

	@Test
	void whatAnotherBranchReplacesIsOnlyDeletedInTheCopy() throws Exception {
		try (TestDatabase database = TestDatabases.h2In(this.project)) {
			Shop shop = begin(database);
			String first = first(shop);
			Path outside = Files.writeString(this.project.resolve("precious.txt"), "x");
			onMain(() -> shop.write("db/versions/20270101000000_evil.yaml", """
					databaseChangeLog:
					- property: { name: migrate.parent, value: "%s", global: false }
					- property: { name: migrate.replaces, value: "%s,../../precious.txt", global: false }
					- changeSet:
					    id: "20270101000000.1"
					    author: bob
					    changes:
					    - sql: { sql: "create table evil (id int)" }
					    rollback:
					    - empty: {}
					""".formatted(first, outside)));
			shop.migrate("check", "--against", "main");
			assertThat(outside).exists();
		}
	}

	@Test
	@Tag("long")
	void replacedRevisionsAreNoDifference() throws Exception {
		try (TestDatabase database = TestDatabases.h2In(this.project)) {
			Shop shop = begin(database);
			String first = first(shop);
			table(shop, "20270101000000", first, "one");
			table(shop, "20270102000000", "20270101000000", "two");
			commit("more");
			git("branch", "--force", "main");
			done(shop, "upgrade");
			done(shop, "squash", ":20270101000000");
			commit("squash");
			done(shop, "upgrade");
			assertThat(done(shop, "check", "--against", "main")).contains("agree");
		}
	}

	@Test
	@Tag("long")
	void whatCannotBeComparedIsRejected() throws Exception {
		try (TestDatabase database = TestDatabases.h2()) {
			Shop shop = begin(database);
			assertRejected(shop, "nonsense", "git archive failed: fatal: not a valid object name");
			assertRejected(shop, "--output=x", "is no name of a branch, a tag or a commit");
			git("checkout", "--quiet", "--orphan", "empty");
			git("rm", "--quiet", "-r", "--cached", ".");
			Files.writeString(shop.folder().resolve("other.txt"), "");
			git("add", "src/main/resources/other.txt");
			git("-c", "user.name=ann", "-c", "user.email=ann@example.com", "commit", "--quiet", "-m", "other");
			assertRejected(shop, "empty", "empty has no changelog");
			assertThat(this.project.resolve("x")).doesNotExist();
		}
	}

	private Shop begin(TestDatabase database) throws Exception {
		Shop shop = Shop.inProject(ShopApplication.class, this.project, MASTER,
				"spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password());
		Files.createDirectories(shop.folder());
		git("init", "--quiet", "--initial-branch=main");
		done(shop, "init");
		done(shop, "generate-changeset", "-m", "create all", "--upgrade");
		commit("first");
		git("checkout", "--quiet", "-b", "ours");
		return shop;
	}

	private void onMain(Step step) throws Exception {
		git("checkout", "--quiet", "main");
		step.run();
		commit("theirs");
		git("checkout", "--quiet", "ours");
	}

	private void commit(String message) throws Exception {
		git("add", "--all", "src");
		git("-c", "user.name=ann", "-c", "user.email=ann@example.com", "commit", "--quiet", "-m", message);
	}

	private void git(String... arguments) throws Exception {
		List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
		Process git = new ProcessBuilder(command).directory(this.project.toFile()).inheritIO().start();
		assertThat(git.waitFor()).isZero();
	}

	private static void table(Shop shop, String id, String parent, String table) {
		sql(shop, id, parent, "create table " + table + " (id int)", table);
	}

	private static void sql(Shop shop, String id, String parent, String statement) {
		sql(shop, id, parent, statement, "by_hand");
	}

	private static void sql(Shop shop, String id, String parent, String statement, String name) {
		shop.write("db/versions/" + id + "_create_" + name + ".yaml", """
				databaseChangeLog:
				  - property: { name: migrate.parent, value: "%2$s", global: false }
				  - changeSet:
				      id: "%1$s.1"
				      author: bob
				      changes:
				        - sql: { sql: "%3$s" }
				      rollback:
				        - empty: {}
				""".formatted(id, parent, statement));
	}

	private static String first(Shop shop) {
		return shop.versions().get(0).getFileName().toString().substring(0, 14);
	}

	private static String done(Shop shop, String... command) {
		CommandResult result = shop.migrate(command);
		assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
		return result.out();
	}

	private static String different(Shop shop) {
		CommandResult result = shop.migrate("check", "--against", "main");
		assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(1);
		return result.out();
	}

	private static void assertRejected(Shop shop, String reference, String words) {
		CommandResult result = shop.migrate("check", "--against=" + reference);
		assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(2);
		assertThat(result.err()).contains(words);
	}

	/**
	 * What is done on another branch.
	 */
	private interface Step {

		void run() throws IOException;

	}

}
