package dev.migrate.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.broken.BrokenApplication;
import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.Capability;
import dev.migrate.testing.ProductsWith;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for commands of whole applications: their output and exit code.
 */
class CommandsEndToEndTests {

	private static final String IN_MEMORY = "spring.datasource.url=jdbc:h2:mem:shop";

	@TempDir
	private Path folder;

	private Shop shop;

	@BeforeEach
	void setUp() {
		this.shop = Shop.of(ShopApplication.class, this.folder,
				"spring.datasource.url=jdbc:h2:file:" + this.folder.resolve("shop"), "spring.datasource.username=sa");
	}

	@Test
	void inMemoryDatabaseIsMigratedBeforeCommand() {
		Shop shop = Shop.of(ShopApplication.class, this.folder, IN_MEMORY);
		done(shop.migrate("init"));
		assertThat(done(shop.migrate("generate-changeset", "-m", "create product"))).contains("create table",
				"_create_product.yaml");
		assertThat(done(shop.migrate("generate-changeset", "-m", "again"))).contains("No changes detected.");
		assertThat(shop.versions()).hasSize(1);
		assertThat(done(shop.migrate("status"))).contains("0 revisions are pending");
		assertThat(done(shop.migrate("current", "--check-heads"))).contains("(head)");
		assertThat(done(shop.migrate("check"))).contains("agree");
		assertThat(done(shop.migrate("upgrade"))).contains("Running upgrade base -> ");
		assertThat(done(shop.migrate("downgrade", "--yes"))).contains("Running downgrade ");
	}

	@Test
	void outdatedDatabaseIsNotCompared() {
		done(this.shop.migrate("init"));
		done(this.shop.migrate("generate-changeset", "-m", "create product"));
		assertRejected(this.shop.migrate("generate-changeset", "-m", "again"), 2,
				"Target database is not up to date: 1 revision is pending; run upgrade first.");
		this.shop.revision("29990101000000", revision(0), "later");
		assertRejected(this.shop.migrate("generate-changeset", "-m", "again"), 2,
				"Target database is not up to date: 2 revisions are pending; run upgrade first.");
		assertThat(this.shop.versions()).hasSize(2);
		CommandResult check = this.shop.migrate("check");
		assertThat(check.exitCode()).isEqualTo(1);
		assertThat(check.out()).contains("Pending: ");
		done(this.shop.migrate("upgrade"));
		assertThat(done(this.shop.migrate("generate-changeset", "-m", "again"))).contains("No changes detected.",
				"drop table LATER");
	}

	@Test
	void severalHeadsAreReported() {
		done(this.shop.migrate("init"));
		this.shop.revision("20260101000000", "base", "a")
			.revision("20260102000000", "20260101000000", "b")
			.revision("20260103000000", "20260101000000", "c");
		assertRejected(this.shop.migrate("upgrade"), 2, "2 heads: 20260102000000, 20260103000000");
		done(this.shop.migrate("upgrade", "heads"));
		assertRejected(this.shop.migrate("generate-changeset", "-m", "x"), 2, "The changelog has 2 heads", "run merge");
		assertThat(this.shop.migrate("check").exitCode()).isEqualTo(1);
		assertThat(done(this.shop.migrate("current"))).contains("20260102000000", "20260103000000");
	}

	@Test
	void applicationWithoutJpaHasNothingToCompare() {
		Shop plain = Shop.of(PlainApplication.class, this.folder, IN_MEMORY);
		done(plain.migrate("init"));
		assertRejected(plain.migrate("generate-changeset", "-m", "x"), 2, "There are no entities to compare with");
		assertThat(done(plain.migrate("check"))).contains("this application has no JPA");
		assertThat(done(plain.migrate("history"))).contains("no revisions yet");
	}

	@Test
	void missingChangelogIsReported() {
		for (List<String> command : List.of(List.of("upgrade"), List.of("status"), List.of("history"), List.of("check"),
				List.of("downgrade"), List.of("generate-changeset", "-m", "x"))) {
			assertRejected(this.shop.migrate(command.toArray(String[]::new)), 2, "does not exist; init writes one.");
		}
	}

	@Test
	void unparsableChangelogIsReported() {
		done(this.shop.migrate("init"));
		this.shop.write("db/versions/20260101000000_broken.yaml", "databaseChangeLog:\n  - changeSet: {id: \"1\"\n");
		for (List<String> command : List.of(List.of("upgrade"), List.of("history"),
				List.of("generate-changeset", "-m", "x"))) {
			assertRejected(this.shop.migrate(command.toArray(String[]::new)), 3, "20260101000000_broken.yaml");
		}
		this.shop.write("db/db.changelog-master.yaml", "nothing: of\nthe: sort\n");
		assertRejected(this.shop.migrate("status"), 3, "db.changelog-master.yaml");
	}

	@ParameterizedTest
	@ProductsWith(Capability.PASSWORDS)
	void wrongPasswordIsReportedWithoutTheSecret(TestProduct product) {
		try (TestDatabase database = product.create()) {
			database.execute("create table precious (id integer)");
			String user = database.username();
			if (product == TestProduct.POSTGRESQL) {
				// The server may trust all known users, so a refusal is not guaranteed.
				user = "nobody_at_all";
			}
			Shop shop = Shop.of(ShopApplication.class, this.folder, "spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + user, "spring.datasource.password=hunter2",
					"spring.datasource.hikari.connection-timeout=500");
			done(shop.migrate("init"));
			for (List<String> command : List.of(List.of("status"), List.of("generate-changeset", "-m", "x"))) {
				CommandResult result = assertRejected(shop.migrate(command.toArray(String[]::new)), 3, "password");
				assertThat(result.err()).doesNotContain("hunter2");
			}
		}
	}

	@Test
	void unreachableDatabaseIsReported() {
		Shop shop = Shop.of(ShopApplication.class, this.folder,
				"spring.datasource.url=jdbc:postgresql://localhost:1/shop?password=hunter2",
				"spring.datasource.hikari.connection-timeout=1000");
		done(shop.migrate("init"));
		CommandResult result = assertRejected(shop.migrate("status"), 3, "cannot be reached");
		assertThat(result.err()).doesNotContain("hunter2");
	}

	@Test
	void unmappableEntityIsReported() {
		Shop broken = Shop.of(BrokenApplication.class, this.folder, IN_MEMORY);
		done(broken.migrate("init"));
		assertRejected(broken.migrate("generate-changeset", "-m", "x"), 3, "Nameless");
		assertRejected(broken.migrate("check"), 3, "Nameless");
		done(broken.migrate("status"));
	}

	@Test
	void databaseIsSelectedByName() {
		Shop two = Shop.of(TwoDatabasesApplication.class, this.folder,
				"shop.url=jdbc:h2:file:" + this.folder.resolve("shop"),
				"audit.url=jdbc:h2:file:" + this.folder.resolve("audit"),
				"audit.change-log=file:" + this.folder.resolve("audit/db.changelog-master.yaml"));
		done(two.migrate("init", "--database", "main"));
		done(two.migrate("init", "--database", "audit"));
		assertThat(this.folder.resolve("audit/db.changelog-master.yaml")).exists();
		two.revision("20260101000000", "base", "a");
		assertThat(done(two.migrate("status", "--database", "main"))).contains("1 revision is pending");
		assertThat(done(two.migrate("status", "--database", "audit"))).contains("Database audit", "0 revisions");
		assertRejected(two.migrate("status", "--database", "nowhere"), 2, "nowhere", "main", "audit");
	}

	@Test
	void changelogCommandsNeedNoDatabase() {
		Shop shop = Shop.of(ShopApplication.class, this.folder,
				"spring.datasource.url=jdbc:postgresql://localhost:1/shop?password=hunter2",
				"spring.datasource.hikari.connection-timeout=1000");
		done(shop.migrate("init"));
		shop.revision("20260101000000", "base", "a")
			.revision("20260102000000", "20260101000000", "b")
			.revision("20260103000000", "20260101000000", "c");
		assertThat(done(shop.migrate("heads")))
			.isEqualToNormalizingNewlines("20260102000000 (head), create b\n20260103000000 (head), create c\n");
		assertThat(done(shop.migrate("branches"))).startsWith("20260101000000 (branch point), create a")
			.contains("    -> 20260103000000 (head), create c");
		assertThat(done(shop.migrate("history", "-r", "create_a:create_c"))).isEqualToNormalizingNewlines("""
				20260101000000 -> 20260103000000 (head), create c
				base -> 20260101000000 (branch point), create a
				""");
		assertThat(done(shop.migrate("show", "create_a")))
			.contains("Branches into:  20260102000000, 20260103000000", "20260101000000.1")
			.doesNotContain("State:");
		assertRejected(shop.migrate("show"), 2, "2 heads");
		assertRejected(shop.migrate("show", "base"), 2, "'base' refers to no revision");
		assertRejected(shop.migrate("show", "craete_b"), 2, "did you mean 20260102000000 (create b)?");
		assertRejected(shop.migrate("history", "-r", "head"), 2,
				"'head' is no range of revisions; a range is A:B, A: or :B");
		assertRejected(shop.migrate("history", "-r", "create_b:create_c"), 2, "specify two revisions of one line");
		assertRejected(shop.migrate("history", "-r", "current:"), 3, "cannot be reached");
		assertRejected(shop.migrate("history", "-i"), 3, "cannot be reached");
		assertRejected(shop.migrate("show", "current"), 3, "cannot be reached");
		assertRejected(shop.migrate("edit", "create_a"), 2, "An editor needs a terminal");
	}

	@Test
	void revisionReferenceRelativeToCurrentReadsDatabase() {
		done(this.shop.migrate("init"));
		this.shop.revision("20260101000000", "base", "a").revision("20260102000000", "20260101000000", "b");
		assertRejected(this.shop.migrate("show", "current"), 2, "the database is at base");
		done(this.shop.migrate("upgrade", "+1"));
		assertThat(done(this.shop.migrate("show", "current"))).contains("Revision:  20260101000000 (current)",
				"State:     applied", "Next:      20260102000000");
		assertThat(done(this.shop.migrate("show", "+1"))).contains("Revision:  20260102000000 (head)",
				"State:     pending");
		assertThat(done(this.shop.migrate("history", "-r", "current:+1"))).hasLineCount(2);
		assertThat(done(this.shop.migrate("history", "-i"))).isEqualToNormalizingNewlines("""
				20260101000000 -> 20260102000000 (head), create b
				base -> 20260101000000 (current), create a
				""");
		assertThat(done(this.shop.migrate("current", "-v")))
			.startsWith("Database main, jdbc:h2:file:" + this.folder.resolve("shop") + ":")
			.contains("Revision:  20260101000000 (current)");
	}

	@Test
	void hibernateCreatesNoTemporaryTables() {
		try (TestDatabase database = TestProduct.H2.create()) {
			Shop shop = Shop.of(ShopApplication.class, this.folder, "spring.datasource.url=" + database.url(),
					"spring.datasource.username=sa");
			done(shop.migrate("init"));
			done(shop.migrate("generate-changeset", "-m", "x"));
			// Fails if one exists already
			database.execute("create table hte_product (id integer)");
		}
	}

	@Test
	void differingIncrementOfSequenceIsFoundAndCorrected() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			Shop shop = Shop.of(ShopApplication.class, this.folder, "spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password(),
					"spring.jpa.properties.hibernate.id.sequence.increment_size_mismatch_strategy=exception");
			done(shop.migrate("init"));
			done(shop.migrate("generate-changeset", "-m", "create product"));
			done(shop.migrate("upgrade"));
			database.execute("alter sequence product_seq increment by 1");
			CommandResult check = shop.migrate("check");
			assertThat(check.exitCode()).as(check.err()).isEqualTo(1);
			assertThat(check.out()).contains("sequence product_seq");
			assertThat(done(shop.migrate("generate-changeset", "-m", "increment"))).contains("sequence product_seq");
			done(shop.migrate("upgrade"));
			assertThat(done(shop.migrate("generate-changeset", "-m", "again"))).contains("No changes detected.");
			database.execute("insert into product (id) select nextval('product_seq')",
					"insert into product (id) select nextval('product_seq')",
					"do $$ begin if (select max(id) - min(id) from product) <> 50 then raise 'wrong'; end if; end $$");
		}
	}

	@Test
	void failedStatementIsReportedOnOneLineWhateverIsLogged() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			database.execute("create table old (name varchar(10))", "create view v as select name from old");
			Shop shop = Shop.of(PlainApplication.class, this.folder, "spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password());
			done(shop.migrate("init"));
			shop.revision("20260101000000", "base", "a").write("db/versions/20260102000000_widen.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260102000000.1"
					      author: bob
					      changes: [{sql: {sql: alter table old alter column name type varchar(20)}}]
					""");
			PrintStream standardError = System.err;
			ByteArrayOutputStream logged = new ByteArrayOutputStream();
			System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
			CommandResult result;
			try {
				result = shop.migrate("upgrade");
			}
			finally {
				System.setErr(standardError);
			}
			assertThat(logged.toString(StandardCharsets.UTF_8)).isEmpty();
			assertThat(result.exitCode()).isEqualTo(3);
			assertThat(result.out()).contains("Running upgrade");
			assertThat(result.err()).startsWith("Error [")
				.hasLineCount(1)
				.contains("20260102000000_widen.yaml::20260102000000.1::bob",
						"cannot alter type of a column used by a view",
						"alter table old alter column name type varchar(20)", "Applied by this run: 20260101000000.",
						"Not applied: 20260102000000.", "run upgrade again");
			database.execute("drop view v");
			assertThat(done(shop.migrate("upgrade"))).contains("Running upgrade 20260101000000 -> 20260102000000");
		}
	}

	@Test
	void newColumnWithoutValueIsCheckedInFormattedSqlToo() {
		done(this.shop.migrate("init"));
		this.shop.write("db/versions/20260101000000_by_hand.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260101000000.1"
				      author: bob
				      changes:
				        - sql:
				            sql: create table product (name varchar(255))
				""");
		done(this.shop.migrate("upgrade"));
		assertThat(done(this.shop.migrate("generate-changeset", "-m", "id", "--format", "sql"))).contains("_id.sql");
		assertThat(this.shop.migrate("upgrade").err()).contains(
				"The file has the placeholder FILL_IN_PRODUCT_ID: replace it with the value for existing rows, as SQL.");
	}

	private String revision(int index) {
		return this.shop.versions().get(index).getFileName().toString().substring(0, 14);
	}

	private static String done(CommandResult result) {
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(result.err()).isEmpty();
		return result.out();
	}

	private static CommandResult assertRejected(CommandResult result, int exitCode, String... fragments) {
		assertThat(result.err()).startsWith("Error [").contains(fragments).hasLineCount(1);
		assertThat(result.exitCode()).isEqualTo(exitCode);
		assertThat(result.out()).isEmpty();
		return result;
	}

}
