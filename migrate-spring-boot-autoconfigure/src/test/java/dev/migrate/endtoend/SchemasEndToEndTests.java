package dev.migrate.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for commands in a schema that is not the default of the connection.
 */
class SchemasEndToEndTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "H2_SCHEMA", "POSTGRESQL_SCHEMA" }, mode = EnumSource.Mode.EXCLUDE)
	void everyCommandWorksInTheSchema(Setup setup) {
		assertEveryCommandWorks(setup);
	}

	@ParameterizedTest
	@EnumSource(names = { "H2_SCHEMA", "POSTGRESQL_SCHEMA" })
	@Tag("long")
	void everyCommandWorksInTheSchemaThatHoldsTheHistory(Setup setup) {
		assertEveryCommandWorks(setup);
	}

	private void assertEveryCommandWorks(Setup setup) {
		try (TestDatabase database = setup.create(this.folder)) {
			database.execute(setup.statements);
			Shop shop = Shop.of(ShopApplication.class, this.folder, setup.properties(database));
			done(shop.migrate("init"));
			String[] generate = { "generate-changeset", "-m", "create product" };
			assertThat(done(shop.migrate(generate))).contains("_create_product.yaml");
			assertThat(done(shop.migrate("status"))).contains("is at base, 1 revision is pending");
			assertThat(done(shop.migrate("upgrade", "--sql"))).containsIgnoringCase("create table");
			assertThat(done(shop.migrate("upgrade", "--dry-run"))).contains("Would run upgrade base -> ");
			assertThat(done(shop.migrate("upgrade"))).contains("Running upgrade base -> ");
			assertThat(done(shop.migrate("upgrade"))).contains("Nothing to upgrade");
			assertThat(done(shop.migrate("status"))).contains("0 revisions are pending");
			assertThat(done(shop.migrate("current", "--check-heads"))).contains("(head)");
			assertThat(done(shop.migrate("check"))).contains(setup.agreement());
			assertThat(done(shop.migrate(generate))).contains("No changes detected.");
			database.execute("insert into " + setup.table("product") + " (id, name) values (1, 'pen')");
			assertThat(done(shop.migrate("downgrade", "--sql"))).containsIgnoringCase("drop table");
			assertThat(done(shop.migrate("downgrade", "--dry-run"))).contains("Would run downgrade ",
					"Would lose rows");
			assertThat(done(shop.migrate("downgrade", "--yes"))).contains("Running downgrade ");
			assertThat(done(shop.migrate("current"))).startsWith("base");
			database.execute("create table " + setup.table("product") + " (id integer)",
					"drop table " + setup.table("product"));
			done(shop.migrate("stamp", "head"));
			assertThat(done(shop.migrate("current"))).contains("(head)");
			done(shop.migrate("stamp", "base"));
			assertThat(done(shop.migrate("upgrade", "--tag", "v1"))).contains("Tagged ");
			assertThat(done(shop.migrate("downgrade", "base", "--yes"))).contains("Running downgrade ");
			database.execute("select * from " + setup.history);
			database.execute(setup.cleanup());
		}
	}

	private static String done(CommandResult result) {
		assertThat(result.exitCode()).as(result.err()).isZero();
		return result.out();
	}

	/**
	 * A schema, and the settings that select it.
	 */
	enum Setup {

		H2_SCHEMA(TestProduct.H2, "SHOP", "SHOP.DATABASECHANGELOG", "create schema shop") {

			@Override
			void configure(List<String> properties) {
				properties.add("spring.liquibase.default-schema=shop");
			}

		},

		H2_OTHER_HISTORY(TestProduct.H2, "SHOP", "LEDGER.DATABASECHANGELOG", "create schema shop",
				"create schema ledger") {

			@Override
			void configure(List<String> properties) {
				properties.add("spring.liquibase.default-schema=shop");
				properties.add("spring.liquibase.liquibase-schema=ledger");
			}

		},

		POSTGRESQL_SCHEMA(TestProduct.POSTGRESQL, "shop", "shop.databasechangelog", "create schema shop") {

			@Override
			void configure(List<String> properties) {
				properties.add("spring.liquibase.default-schema=shop");
			}

		},

		POSTGRESQL_MIXED_CASE(TestProduct.POSTGRESQL, "\"Shop\"", "\"Shop\".databasechangelog",
				"create schema \"Shop\"") {

			@Override
			void configure(List<String> properties) {
				properties.add("spring.liquibase.default-schema=Shop");
			}

		},

		POSTGRESQL_OWNER(TestProduct.POSTGRESQL, "shop", "ledger.databasechangelog",
				"do $$ begin create role keeper login password 'keeper'; exception when duplicate_object then null; end $$",
				"create schema shop authorization keeper", "create schema ledger authorization keeper",
				"revoke all on schema public from public") {

			@Override
			void configure(List<String> properties) {
				properties.add("spring.liquibase.default-schema=shop");
				properties.add("spring.liquibase.liquibase-schema=ledger");
			}

		};

		private final TestProduct product;

		private final String schema;

		private final String history;

		private final String[] statements;

		Setup(TestProduct product, String schema, String history, String... statements) {
			this.product = product;
			this.schema = schema;
			this.history = history;
			this.statements = statements;
		}

		TestDatabase create(Path folder) {
			// A database in memory would be upgraded before each command.
			return (this.product == TestProduct.H2) ? TestDatabases.h2In(folder) : this.product.create();
		}

		abstract void configure(List<String> properties);

		String[] properties(TestDatabase database) {
			List<String> properties = new ArrayList<>(List.of("spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + ((this == POSTGRESQL_OWNER) ? "keeper" : database.username()),
					"spring.datasource.password=" + ((this == POSTGRESQL_OWNER) ? "keeper" : database.password()),
					"spring.jpa.properties.hibernate.default_schema=" + this.schema));
			configure(properties);
			return properties.toArray(String[]::new);
		}

		String agreement() {
			// This user may not create the scratch database for the changelog.
			return (this == POSTGRESQL_OWNER) ? "Nothing is pending and nothing else differs" : "agree";
		}

		String[] cleanup() {
			return (this == POSTGRESQL_OWNER) ? new String[] { "drop owned by keeper cascade", "drop role keeper" }
					: new String[0];
		}

		String table(String name) {
			return this.schema + "." + name;
		}

	}

}
