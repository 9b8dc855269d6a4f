package dev.migrate.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
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

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for adopting existing databases.
 */
@Tag("long")
class AdoptionEndToEndTests {

	private static final String[] BY_HAND = { "create sequence product_seq increment by 50",
			"create table product (id bigint not null primary key, name varchar(255), legacy integer default 7)",
			"create table supplier (id integer not null, code varchar(10) not null, rating numeric(5, 2) default 1.5,"
					+ " product_id bigint, constraint supplier_pk primary key (id),"
					+ " constraint supplier_code unique (code), constraint good check (rating > 0),"
					+ " constraint supplier_product foreign key (product_id) references product (id) on delete cascade)",
			"create index supplier_rating on supplier (rating desc, code)",
			"insert into product (id, name) values (1, 'kept')", "create view cheap as select * from product" };

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EssentialProducts
	void databaseCreatedByHandIsAdopted(TestProduct product) {
		try (TestDatabase database = product.create(); TestDatabase fresh = product.create()) {
			database.execute(BY_HAND);
			if (product == TestProduct.POSTGRESQL) {
				database.execute("create function touch() returns trigger language plpgsql as 'begin return new; end'",
						"create table booking (id integer, during int4range, exclude using gist (during with &&))",
						"create trigger touching before update on product for each row execute function touch()");
			}
			Shop shop = shop(database);
			CommandResult dry = shop.migrate("init", "--from-database", "--dry-run");
			assertThat(dry.exitCode()).as(dry.err()).isZero();
			assertThat(dry.out()).startsWith("# baseline");
			assertThat(this.folder.resolve("db")).doesNotExist();
			String output = done(shop.migrate("init", "--from-database", "-m", "what there was"));
			assertThat(output).contains(
					"_what_there_was.yaml: " + ((product == TestProduct.H2) ? 2 : 3)
							+ " tables, 1 of them mapped by entities",
					"A replay of it builds the same schema. The database is at ",
					"spring.jpa.hibernate.ddl-auto to none or validate", "migrate stamp " + id(shop));
			assertThat(output).containsIgnoringCase("Not in the baseline: view cheap.");
			if (product == TestProduct.POSTGRESQL) {
				assertThat(output).contains("Not in the baseline: function touch.",
						"Not in the baseline: trigger touching on product.",
						"Not in the baseline: exclusion constraint booking_during_excl on booking.");
			}
			assertThat(read(shop.versions().get(0)).lines()
				.filter((line) -> line.contains("created:") && !line.contains("created: risk "))
				.map((line) -> line.strip().toLowerCase(Locale.ROOT)))
				.containsExactlyElementsOf((product == TestProduct.POSTGRESQL)
						? List.of("created: sequence product_seq, table product (id, name); risk safe")
						: List.of("created: sequence product_seq; risk safe",
								"created: table product (id, name); risk safe"));
			assertThat(output).contains("versions-accepted-differences.jsonl: ", "Review the accepted differences");
			assertThat(done(shop.migrate("check")))
				.contains("The entities, the changelog and the database agree.", "accepted differences are not listed.")
				.doesNotContain("Left alone: ", "No longer true: ");
			assertThat(done(shop.migrate("generate-changeset", "-m", "x"))).contains("No changes detected.");
			assertThat(done(shop.migrate("generate-changeset", "-m", "x", "--from", "changelog")))
				.contains("No changes detected.");
			done(shop(fresh).migrate("upgrade"));
			assertThat(tables(fresh)).isEqualTo(tables(database)).isNotEmpty();
			assertRejected(shop.migrate("init", "--from-database"), 2, "Liquibase migrates it already");
			assertRejected(shop(fresh).migrate("init", "--from-database"), 2, "Liquibase migrates it already");
			dropScratch(database);
			dropScratch(fresh);
		}
	}

	@Test
	void databaseMigratedByFlywayIsAdoptedAfterwards() throws IOException {
		try (TestDatabase database = TestDatabases.h2()) {
			database.execute(BY_HAND);
			Path scripts = Files.createDirectories(this.folder.resolve("sql"));
			Shop shop = shop(database, "spring.flyway.locations=filesystem:" + scripts);
			assertRejected(shop.migrate("init", "--from-flyway"), 2, "no table flyway_schema_history");
			database.execute(
					"""
							create table "flyway_schema_history" ("installed_rank" int not null primary key, "version" varchar(50),
							  "description" varchar(200), "type" varchar(20), "success" boolean)""",
					"""
							insert into "flyway_schema_history" values (1, '1', 'begin', 'SQL', true),
							  (2, '2.1', 'add supplier', 'SQL', false), (3, null, 'views', 'SQL', true)""");
			assertRejected(shop.migrate("init", "--from-flyway"), 2, "migration 2.1 (add supplier) has failed");
			database.execute("update \"flyway_schema_history\" set \"success\" = true");
			Files.writeString(scripts.resolve("V01__begin.sql"), "");
			Files.writeString(scripts.resolve("V2_1__add_supplier.sql"), "");
			Files.writeString(scripts.resolve("V2_10__later.sql"), "");
			assertRejected(shop.migrate("init", "--from-database"), 2, "migration 2.10 has not run");
			Files.delete(scripts.resolve("V2_10__later.sql"));
			String output = done(shop.migrate("init", "--from-flyway"));
			assertThat(output).contains("_baseline_of_flyway_2_1.yaml: 2 tables", "as of Flyway's version 2.1",
					"spring.flyway.enabled=false");
			assertThat(read(shop.versions().get(0))).doesNotContainIgnoringCase("flyway_schema_history");
			assertThat(done(shop.migrate("check"))).contains("agree");
		}
	}

	@Test
	void databaseCreatedByHibernateIsAdopted() {
		try (TestDatabase database = TestDatabases.postgresql()) {
			Shop shop = shop(database);
			try (ConfigurableApplicationContext application = new SpringApplicationBuilder(ShopApplication.class)
				.web(WebApplicationType.NONE)
				.run(Stream
					.concat(shop.arguments().stream(),
							Stream.of("--spring.liquibase.enabled=false", "--spring.jpa.hibernate.ddl-auto=update"))
					.toArray(String[]::new))) {
				assertThat(application.isActive()).isTrue();
			}
			String output = done(shop.migrate("init", "--from-database"));
			assertThat(output).contains("_baseline.yaml: 1 table, 1 of them mapped")
				.doesNotContain("Not in the baseline");
			assertThat(done(shop.migrate("check"))).contains("The entities, the changelog and the database agree.");
			assertThat(done(shop.migrate("generate-changeset", "-m", "x"))).contains("No changes detected.");
			dropScratch(database);
		}
	}

	@Test
	void listRenderedDifferentlyByDatabaseIsEqual() {
		try (TestDatabase database = TestDatabases.postgresql()) {
			database.execute(BY_HAND);
			database.execute("alter table supplier add check (code in ('a', 'b'))");
			Shop shop = shop(database);
			done(shop.migrate("init", "--from-database"));
			assertThat(done(shop.migrate("check"))).contains("The entities, the changelog and the database agree.");
			dropScratch(database);
		}
	}

	@Test
	void applicationWithoutJpaIsAdopted() {
		try (TestDatabase database = TestDatabases.h2()) {
			database.execute(BY_HAND);
			Shop shop = Shop.of(PlainApplication.class, this.folder, "spring.datasource.url=" + database.url(),
					"spring.datasource.username=sa");
			assertThat(done(shop.migrate("init", "--from-database"))).contains("2 tables, 0 of them mapped")
				.doesNotContain("ddl-auto");
			assertThat(read(shop.versions().get(0))).doesNotContainPattern("created: (?!risk safe)");
			assertThat(done(shop.migrate("check"))).contains("The changelog and the database agree.");
		}
	}

	@Test
	void unprovenBaselineIsNotWritten() {
		try (TestDatabase database = TestDatabases.postgresql()) {
			database.execute("create domain price as numeric(10, 2)", "create table a (p price)");
			assertRejected(shop(database).migrate("init", "--from-database"), 3, "does not run on an empty database",
					"price");
			assertThat(this.folder.resolve("db")).doesNotExist();
			dropScratch(database);
		}
	}

	@Test
	void baselineMustBeFirstRevision() {
		try (TestDatabase database = TestDatabases.h2()) {
			Shop shop = shop(database);
			assertRejected(shop.migrate("init", "--from-database"), 2, "has no tables");
			assertRejected(shop.migrate("init", "-m", "x"), 2, "add --from-database");
			done(shop.migrate("init"));
			database.execute(BY_HAND);
			shop.revision("20260101000000", "base", "a");
			assertRejected(shop.migrate("init", "--from-database"), 2, "1 revision already", "must be the first");
			assertThat(shop.versions()).hasSize(1);
		}
	}

	private Shop shop(TestDatabase database, String... properties) {
		List<String> own = List.of("spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password());
		return Shop.of(ShopApplication.class, this.folder,
				Stream.concat(own.stream(), Stream.of(properties)).toArray(String[]::new));
	}

	private static String id(Shop shop) {
		return shop.versions().get(0).getFileName().toString().substring(0, 14);
	}

	private static List<String> tables(TestDatabase database) {
		return Oracle.of(database, Oracle.Ignore.SEQUENCE_POSITIONS)
			.stream()
			.filter((line) -> !line.matches("(?is).*\\b(cheap|touch|touching)\\b.*"))
			.toList();
	}

	private static void dropScratch(TestDatabase database) {
		if (database.product() == TestProduct.POSTGRESQL) {
			database.execute("drop database if exists " + database.url().replaceAll(".*/", "") + "_migrate_scratch");
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String done(CommandResult result) {
		assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
		assertThat(result.err()).isEmpty();
		return result.out();
	}

	private static void assertRejected(CommandResult result, int exitCode, String... fragments) {
		assertThat(result.err()).startsWith("Error [").contains(fragments).hasLineCount(1);
		assertThat(result.exitCode()).isEqualTo(exitCode);
	}

}
