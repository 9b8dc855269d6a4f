package dev.migrate.endtoend;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.priced.PricedShopApplication;
import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for revisions that are replaced by one.
 */
class SquashEndToEndTests {

	private static final String MASTER = "db/db.changelog-master.yaml";

	@TempDir
	private Path project;

	@ParameterizedTest
	@EssentialProducts
	void revisionsFromTheFirstOnAreReplaced(TestProduct product) throws IOException {
		try (TestDatabase existing = database(product); TestDatabase fresh = product.create()) {
			Shop shop = grown(existing);
			existing.execute("insert into product (id, name, price) values (1, 'Emma', 5)");
			List<String> schema = Oracle.of(existing, Oracle.Ignore.SEQUENCE_POSITIONS);
			String last = id(shop, 2);
			hand(shop, "29990101000000", last, "create table later (id int)", "drop table later");
			String out = done(shop, "squash", ":" + last);
			assertThat(out).contains("Replaced 3 revisions: ", "Wrote ");
			assertThat(Path.of(out.substring(out.indexOf("(before: ") + 9, out.lastIndexOf(")"))))
				.isDirectoryContaining("glob:**create_all.yaml");
			assertThat(shop.versions()).hasSize(2);
			assertThat(shop.versions().get(0).getFileName().toString()).startsWith(last + "_squash_");
			// A database that has them takes it as applied.
			assertThat(done(shop, "status")).contains("2 revisions are pending").doesNotContain("file missing");
			assertThat(done(shop, "upgrade")).contains("Running upgrade base -> " + last, last + " -> 29990101000000");
			done(shop, "downgrade", "-1", "--yes");
			assertThat(Oracle.of(existing, Oracle.Ignore.SEQUENCE_POSITIONS)).isEqualTo(schema);
			assertThat(JdbcClient.create(existing.dataSource())
				.sql("select price from product")
				.query(Integer.class)
				.list()).containsExactly(5);
			assertThat(done(shop, "upgrade")).doesNotContain("base -> ");
			assertThat(shop.migrate("check").out()).contains("agree");
			assertRejected(shop, "cannot go back before them", "downgrade", "base", "--yes");
			assertRejected(shop, "which only --purge removes", "stamp", "base");
			assertRejected(shop, "replaces others already", "squash", ":head");
			// What the replaced revisions have created is still managed.
			Shop less = new Shop(ShopApplication.class, shop.folder(), shop.resourceLoader(), shop.properties());
			assertThat(done(less, "generate-changeset", "-m", "x", "--dry-run")).containsIgnoringCase("price");
			// Another one is built by it.
			Shop other = on(fresh, PricedShopApplication.class);
			assertThat(done(other, "upgrade", "base:head", "--sql")).containsIgnoringCase("create table extra");
			done(other, "upgrade", last);
			assertThat(Oracle.of(fresh, Oracle.Ignore.SEQUENCE_POSITIONS)).isEqualTo(schema);
			done(other, "upgrade");
			done(other, "check");
			done(other, "downgrade", "base", "--yes");
			done(other, "upgrade");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "yaml", "xml", "json" })
	@Tag("long")
	void springBootRunsIt(String format) throws IOException {
		try (TestDatabase existing = database(TestProduct.H2);
				TestDatabase part = TestDatabases.h2();
				TestDatabase fresh = TestDatabases.h2()) {
			Shop shop = grown(existing);
			done(on(part, PricedShopApplication.class), "upgrade", id(shop, 0));
			done(shop, "squash", ":", "--format", format, "-m", "all");
			assertThat(shop.versions()).singleElement()
				.satisfies((file) -> assertThat(file.getFileName().toString()).endsWith("_all." + format));
			run(shop);
			run(on(fresh, PricedShopApplication.class));
			assertThat(Oracle.of(fresh, Oracle.Ignore.SEQUENCE_POSITIONS))
				.isEqualTo(Oracle.of(existing, Oracle.Ignore.SEQUENCE_POSITIONS));
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> run(on(part, PricedShopApplication.class)))
				.withStackTraceContaining("The database has some of the revisions that db/versions/");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	@Tag("long")
	void generatedRevisionsInTheMiddleAreReplaced(TestProduct product) throws IOException {
		try (TestDatabase existing = database(product); TestDatabase fresh = product.create()) {
			Shop shop = on(existing, ShopApplication.class);
			done(shop, "init");
			hand(shop, "20200101000000", "base", "create table first (id int)", "drop table first");
			done(shop, "upgrade");
			done(shop, "generate-changeset", "-m", "create all", "--upgrade");
			Shop priced = on(existing, PricedShopApplication.class);
			done(priced, "generate-changeset", "-m", "add price", "--upgrade");
			done(priced, "squash", id(shop, 1) + ":head");
			assertThat(shop.versions()).hasSize(2);
			done(priced, "upgrade");
			done(priced, "check");
			Shop other = on(fresh, PricedShopApplication.class);
			done(other, "upgrade");
			done(other, "check");
			assertThat(Oracle.of(fresh, Oracle.Ignore.SEQUENCE_POSITIONS))
				.isEqualTo(Oracle.of(existing, Oracle.Ignore.SEQUENCE_POSITIONS));
		}
	}

	@Test
	void dryRunChangesNothing() throws IOException {
		try (TestDatabase existing = database(TestProduct.H2)) {
			Shop shop = grown(existing);
			CommandResult dry = shop.migrate("squash", ":", "--dry-run");
			assertThat(dry.exitCode()).as(dry.err()).isZero();
			assertThat(dry.out()).contains("migrate.replaces", "changeSetExecuted", "onFail: MARK_RAN");
			assertThat(dry.err()).contains("Would replace " + id(shop, 0), "Would write ");
			assertThat(shop.versions()).hasSize(3);
			assertThat(done(shop, "squash", ":", "--json")).contains("\"replaced\":[\"", "\"former\":\"");
		}
	}

	@Test
	@Tag("long")
	void whatOneRevisionWouldNotBuildIsRejected() throws IOException {
		try (TestDatabase existing = database(TestProduct.H2)) {
			Shop shop = grown(existing);
			hand(shop, "20990101000000", id(shop, 2), "create view cheap as select * from product", "drop view cheap");
			done(shop, "upgrade");
			assertRejected(shop, "it has no view ", "squash", ":");
			done(shop, "downgrade", "--yes");
			Files.delete(shop.versions().get(3));
			hand(shop, "20990101000000", id(shop, 2), "insert into extra values (1)", "delete from extra");
			done(shop, "upgrade");
			assertRejected(shop, "it has 0 instead of 1 rows in ", "squash", ":");
			done(shop, "downgrade", "--yes");
			Files.delete(shop.versions().get(3));
			// A comparison with entities does not see the tables of well-known libraries.
			hand(shop, "20990101000000", id(shop, 2), "create table shedlock (name varchar(64) primary key)",
					"drop table shedlock");
			done(shop, "upgrade");
			assertRejected(shop, "it has no table ", "squash", ":");
			assertThat(shop.versions()).hasSize(4);
		}
	}

	@Test
	@Tag("long")
	void rangesThatCannotBeReplacedAreRejected() throws IOException {
		try (TestDatabase existing = database(TestProduct.H2)) {
			Shop shop = grown(existing);
			String first = id(shop, 0);
			assertRejected(shop, "the range has one revision", "squash", first + ":" + first);
			assertRejected(shop, "No revision matches", "squash", "nonsense:");
			assertRejected(shop, "may work on them", "squash", id(shop, 1) + ":");
			done(shop, "downgrade", "-1", "--yes");
			assertRejected(shop, "has only some of the revisions", "squash", ":");
			done(shop, "upgrade");
			hand(shop, "20990101000000", first, "create table side (id int)", "drop table side");
			assertRejected(shop, "belong together", "squash", ":" + id(shop, 2));
			assertThat(shop.versions()).hasSize(4);
			Files.delete(shop.versions().get(3));
			for (String attribute : List.of("context: dev", "labels: beta", "dbms: h2", "runAlways: true")) {
				hand(shop, "20990101000000", id(shop, 2), "select 1", "select 1");
				Path file = shop.versions().get(3);
				Files.writeString(file,
						Files.readString(file).replace("      author: bob", "      author: bob\n      " + attribute));
				assertRejected(shop, "runs more than once, or not everywhere", "squash", ":");
			}
		}
	}

	private TestDatabase database(TestProduct product) {
		// A database in memory would be upgraded first.
		return (product == TestProduct.H2) ? TestDatabases.h2In(this.project) : product.create();
	}

	private Shop grown(TestDatabase database) throws IOException {
		Shop shop = on(database, ShopApplication.class);
		done(shop, "init");
		done(shop, "generate-changeset", "-m", "create all", "--upgrade");
		Shop priced = on(database, PricedShopApplication.class);
		done(priced, "generate-changeset", "-m", "add price", "--upgrade");
		hand(shop, "20980101000000", id(shop, 1), "create table extra (id int)", "drop table extra");
		done(priced, "upgrade");
		return priced;
	}

	private Shop on(TestDatabase database, Class<?> application) throws IOException {
		Files.createDirectories(this.project.resolve("src/main/resources"));
		return Shop.inProject(application, this.project, MASTER, "spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password());
	}

	private void run(Shop shop) throws IOException {
		ClassLoader resources = new URLClassLoader(new URL[] { shop.folder().toUri().toURL() },
				getClass().getClassLoader());
		new SpringApplicationBuilder(new DefaultResourceLoader(resources), PricedShopApplication.class)
			.web(WebApplicationType.NONE)
			// Hibernate would create tables of its own.
			.properties("spring.jpa.properties.hibernate.query.mutation_strategy.global_temporary.create_tables=false")
			.run(shop.arguments().toArray(String[]::new))
			.close();
	}

	private static void hand(Shop shop, String id, String parent, String statement, String rollback) {
		shop.write("db/versions/" + id + "_by_hand.yaml", """
				databaseChangeLog:
				  - property: { name: migrate.parent, value: "%2$s", global: false }
				  - changeSet:
				      id: "%1$s.1"
				      author: bob
				      logicalFilePath: db/versions/%1$s_by_hand.yaml
				      changes:
				        - sql: { sql: "%3$s" }
				      rollback:
				        - sql: { sql: "%4$s" }
				""".formatted(id, parent, statement, rollback));
	}

	private static String id(Shop shop, int number) {
		return shop.versions().get(number).getFileName().toString().substring(0, 14);
	}

	private static String done(Shop shop, String... command) {
		CommandResult result = shop.migrate(command);
		assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
		return result.out();
	}

	private static void assertRejected(Shop shop, String words, String... command) {
		CommandResult result = shop.migrate(command);
		assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(2);
		assertThat(result.err()).contains(words);
	}

}
