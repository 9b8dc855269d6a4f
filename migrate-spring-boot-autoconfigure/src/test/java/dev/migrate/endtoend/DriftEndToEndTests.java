package dev.migrate.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;
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

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the three ways out of drift.
 */
class DriftEndToEndTests {

	private static final String[] BY_HAND = { "insert into product (id, name) values (1, 'Emma')",
			"alter table product alter column name set not null", "create index by_hand on product (name)",
			"alter table product add column note varchar(20)", "create table legacy (id int)" };

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EssentialProducts
	void changesAreReverted(TestProduct product) {
		try (TestDatabase database = database(product)) {
			Shop shop = begin(database);
			List<String> before = schema(database);
			database.execute(BY_HAND);
			List<String> changed = schema(database);
			assertThat(shop.migrate("check").exitCode()).isEqualTo(1);
			assertThat(done(shop, "revert-drift", "--dry-run")).contains("Would run: ")
				.contains("drop not null")
				.containsIgnoringCase("--drop 'index product.by_hand'");
			assertThat(schema(database)).isEqualTo(changed);
			String index = name("by_hand", product);
			CommandResult losing = shop.migrate("revert-drift", "--drop", "product.note", "--drop",
					"index product." + index);
			assertThat(losing.exitCode()).isEqualTo(2);
			assertThat(losing.err()).contains("loses data", "run it with --yes");
			assertThat(schema(database)).isEqualTo(changed);
			CommandResult alone = shop.migrate("revert-drift", "--drop", "product.note", "--yes");
			assertThat(alone.exitCode()).isEqualTo(2);
			assertThat(alone.err()).contains("cannot be dropped alone").containsIgnoringCase("index product." + index);
			assertThat(schema(database)).isEqualTo(changed);
			assertThat(
					done(shop, "revert-drift", "--drop", "index product." + index, "--drop", "product.note", "--yes"))
				.contains("Ran: ")
				.containsIgnoringCase("Left alone: drop table legacy");
			database.execute("drop table legacy");
			assertThat(schema(database)).isEqualTo(before);
			assertThat(
					JdbcClient.create(database.dataSource()).sql("select name from product").query(String.class).list())
				.containsExactly("Emma");
			assertThat(done(shop, "check")).contains("agree");
			assertThat(done(shop, "revert-drift")).contains("There is nothing to revert.");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void changesAreAdopted(TestProduct product) {
		try (TestDatabase database = database(product); TestDatabase other = product.create()) {
			Shop shop = begin(database);
			database.execute(BY_HAND);
			assertThat(done(shop, "adopt-drift", "-m", "x", "--dry-run")).contains("# x");
			assertThat(shop.versions()).hasSize(1);
			String index = name("by_hand", product);
			assertThat(done(shop, "adopt-drift", "-m", "by hand", "--include", "index product." + index, "--include",
					"product.note"))
				.contains("Wrote ", "Recorded ")
				.containsIgnoringCase("Left alone: create table legacy");
			assertThat(shop.versions()).hasSize(2);
			assertThat(done(shop, "status")).contains("0 revisions are pending");
			database.execute("drop table legacy");
			Shop second = on(other);
			done(second, "upgrade");
			assertThat(schema(other)).isEqualTo(schema(database));
			done(second, "downgrade", "base", "--yes");
			assertThat(done(shop, "adopt-drift", "-m", "x")).contains("There is nothing to adopt.");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	@Tag("long")
	void changesAreIgnored(TestProduct product) {
		try (TestDatabase database = database(product)) {
			Shop shop = begin(database);
			database.execute(BY_HAND);
			assertThat(done(shop, "ignore-drift", "--dry-run")).contains("Would write ");
			assertThat(shop.migrate("check").exitCode()).isEqualTo(1);
			assertThat(done(shop, "ignore-drift")).contains("Wrote ");
			assertThat(done(shop, "check")).contains("agree", "accepted differences are not listed");
			assertThat(done(shop, "ignore-drift")).contains("There is nothing to ignore.");
		}
	}

	@Test
	void everyStepIsInTheDefaultSchema() {
		try (TestDatabase database = TestDatabases.postgresql()) {
			database.execute("create schema app");
			Shop shop = on(database, "spring.liquibase.default-schema=app",
					"spring.jpa.properties.hibernate.default_schema=app");
			done(shop, "init");
			done(shop, "generate-changeset", "-m", "create all", "--upgrade");
			shop.write("db/versions/29990101000000_more.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: 29990101000000.1
					      author: bob
					      logicalFilePath: db/versions/29990101000000_more.yaml
					      changes:
					        - sql: { sql: create table author (id int not null) }
					""");
			done(shop, "upgrade");
			database.execute("create table product (id int, name varchar(10) not null)", "create table author (id int)",
					"alter table app.product alter column name set not null",
					"alter table app.author alter column id drop not null");
			assertThat(done(shop, "revert-drift")).contains("Ran: ");
			assertThat(done(shop, "revert-drift")).contains("There is nothing to revert.");
			assertThat(JdbcClient.create(database.dataSource())
				.sql("select is_nullable from information_schema.columns where table_schema = 'public' order by 1")
				.query(String.class)
				.list()).containsExactly("NO", "YES", "YES");
		}
	}

	@Test
	@Tag("long")
	void revisionThatWouldFailElsewhereIsRejected() {
		try (TestDatabase database = TestDatabases.postgresql()) {
			Shop shop = begin(database);
			database.execute("create sequence by_hand",
					"alter table product alter column id set default nextval('by_hand')");
			CommandResult result = shop.migrate("adopt-drift", "-m", "x");
			assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
			assertThat(result.err()).contains("The revision would fail in other databases: ", "--include");
			assertThat(shop.versions()).hasSize(1);
			assertThat(done(shop, "adopt-drift", "-m", "x", "--include", "by_hand")).contains("Recorded ");
		}
	}

	@Test
	@Tag("long")
	void valuesOfExistingRowsAreRequired() {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop shop = begin(database);
			database.execute("alter table product add column code varchar(10) not null");
			CommandResult result = shop.migrate("adopt-drift", "-m", "x", "--include", "PRODUCT.CODE");
			assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(2);
			assertThat(result.err())
				.contains("was written and not recorded as applied: write the values of PRODUCT.CODE");
			shop.versions().subList(1, 2).forEach((file) -> file.toFile().delete());
			assertThat(
					done(shop, "adopt-drift", "-m", "x", "--include", "PRODUCT.CODE", "--default", "PRODUCT.CODE='a'"))
				.contains("Recorded ");
		}
	}

	@Test
	@Tag("long")
	void rowsThatAreInTheWayAreNamed() {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop shop = begin(database);
			shop.write("db/versions/29990101000000_code.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: 29990101000000.1
					      author: bob
					      logicalFilePath: db/versions/29990101000000_code.yaml
					      changes:
					        - sql: { sql: alter table product alter column name set not null }
					""");
			done(shop, "upgrade");
			database.execute("alter table product alter column name drop not null",
					"insert into product (id) values (1)");
			CommandResult result = shop.migrate("revert-drift");
			assertThat(result.exitCode()).isEqualTo(2);
			assertThat(result.err()).contains("The database cannot be brought to the changelog.",
					"Nothing was changed.");
		}
	}

	@Test
	@Tag("long")
	void changesAreAdoptedOnlyAtTheHead() {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop shop = begin(database);
			done(shop, "downgrade", "--yes");
			CommandResult result = shop.migrate("adopt-drift", "-m", "x");
			assertThat(result.exitCode()).isEqualTo(2);
			assertThat(result.err()).contains("run upgrade first");
			assertThat(done(shop, "revert-drift")).contains("There is nothing to revert.");
			assertThat(done(shop, "ignore-drift")).contains("There is nothing to ignore.");
			assertThat(Files.exists(this.folder.resolve("db/versions-accepted-differences.jsonl"))).isFalse();
		}
	}

	@Test
	@Tag("long")
	void unknownObjectIsRejected() {
		try (TestDatabase database = database(TestProduct.H2)) {
			Shop shop = begin(database);
			database.execute(BY_HAND);
			for (List<String> command : List.of(List.of("revert-drift", "--drop", "nothing"),
					List.of("adopt-drift", "-m", "x", "--include", "product"))) {
				CommandResult result = shop.migrate(command.toArray(String[]::new));
				assertThat(result.exitCode()).isEqualTo(2);
				assertThat(result.err()).contains("names none of the objects that no revision has created");
			}
			assertThat(done(shop, "adopt-drift", "-m", "x", "--dry-run", "--json"))
				.containsIgnoringCase("--include 'index product.by_hand'");
		}
	}

	private static String name(String name, TestProduct product) {
		return (product == TestProduct.H2) ? name.toUpperCase(Locale.ROOT) : name;
	}

	private static List<String> schema(TestDatabase database) {
		return Oracle.of(database, Oracle.Ignore.SEQUENCE_POSITIONS);
	}

	private TestDatabase database(TestProduct product) {
		// A database in memory would be upgraded first.
		return (product == TestProduct.H2) ? TestDatabases.h2In(this.folder) : product.create();
	}

	private Shop begin(TestDatabase database) {
		Shop shop = on(database);
		done(shop, "init");
		done(shop, "generate-changeset", "-m", "create all", "--upgrade");
		return shop;
	}

	private Shop on(TestDatabase database, String... properties) {
		return Shop
			.of(ShopApplication.class, this.folder,
					Stream.concat(Stream.of(properties),
							Stream.of("spring.datasource.url=" + database.url(),
									"spring.datasource.username=" + database.username(),
									"spring.datasource.password=" + database.password()))
						.toArray(String[]::new));
	}

	private static String done(Shop shop, String... command) {
		CommandResult result = shop.migrate(command);
		assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
		return result.out();
	}

}
