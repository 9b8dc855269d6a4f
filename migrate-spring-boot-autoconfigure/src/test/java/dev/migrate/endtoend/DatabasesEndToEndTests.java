package dev.migrate.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrate.Migrations;
import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.databases.DatabasesApplication;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands and the startup of applications with several databases.
 */
class DatabasesEndToEndTests {

	private static final String A = "20260101000000";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EssentialProducts
	void eachDatabaseHasChangelogAndCommandCoversAll(TestProduct product) throws IOException {
		try (TestDatabase orders = TestProduct.H2.create(); TestDatabase audit = product.create()) {
			Shop shop = shop(orders, audit);
			assertThat(done(shop.migrate("init"))).contains("Database main:", "Database audit:");
			assertThat(done(shop.migrate("generate-changeset", "-m", "first"))).containsSubsequence("Database main:",
					"create table", "Wrote ", "Database audit:", "create table", "Wrote ");
			assertThat(files("db/versions")).singleElement().asString().containsIgnoringCase("purchase");
			assertThat(files("audit/versions")).singleElement().asString().containsIgnoringCase("audit");
			CommandResult check = shop.migrate("check");
			assertThat(check.exitCode()).isEqualTo(1);
			assertThat(done(shop.migrate("upgrade"))).containsSubsequence("Database main:", "Running upgrade",
					"Database audit:", "Running upgrade");
			assertThat(done(shop.migrate("check"))).containsSubsequence("agree", "agree");
			JsonNode json = new ObjectMapper().readTree(done(shop.migrate("current", "--json")));
			assertThat(json.at("/databases/0/database").asText()).isEqualTo("main");
			assertThat(json.at("/databases/1/database").asText()).isEqualTo("audit");
			assertThat(json.at("/databases/1/atHead").asBoolean()).isTrue();
			assertThat(done(shop.migrate("current", "--database", "audit"))).doesNotContain("Database");
			CommandResult unknown = shop.migrate("current", "--database", "audti");
			assertThat(unknown.exitCode()).isEqualTo(2);
			assertThat(unknown.err()).contains("main, audit", "Did you mean audit?");
			try (ConfigurableApplicationContext application = start(shop)) {
				assertThat(application.getBean(Migrations.class).names()).containsExactly("main", "audit");
			}
		}
	}

	@Test
	void revisionMissingInOneDatabaseStopsTheOther() {
		try (TestDatabase orders = TestProduct.H2.create(); TestDatabase audit = TestProduct.H2.create()) {
			Shop shop = shop(orders, audit);
			done(shop.migrate("init"));
			shop.revision(A, "base", "a");
			CommandResult upgrade = shop.migrate("upgrade", A);
			assertThat(upgrade.exitCode()).isEqualTo(2);
			assertThat(upgrade.err()).contains("No revision matches '" + A + "'");
			assertThat(upgrade.out()).isEmpty();
			assertThat(done(shop.migrate("status", "--database", "main"))).contains("1 revision is pending");
			assertThat(done(shop.migrate("upgrade", A, "--database", "main"))).contains("Running upgrade");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void eachDatabaseIsMigratedBeforeItsEntitiesAreMapped(TestProduct product) throws IOException {
		try (TestDatabase orders = TestProduct.H2.create(); TestDatabase audit = product.create()) {
			Shop shop = shop(orders, audit);
			done(shop.migrate("init"));
			done(shop.migrate("generate-changeset", "-m", "first"));
			try (ConfigurableApplicationContext application = start(shop)) {
				Migrations migrations = application.getBean(Migrations.class);
				assertThat(migrations.database("main").status().revisions())
					.noneMatch((revision) -> revision.state().isPending());
				assertThat(migrations.database("audit").status().revisions())
					.noneMatch((revision) -> revision.state().isPending());
				assertThat(migrations.database("audit").status().current()).hasSize(1);
			}
		}
	}

	@Test
	void entitiesAreFoundByNameForSeparateUser() throws IOException {
		try (TestDatabase orders = TestProduct.H2.create(); TestDatabase audit = TestProduct.H2.create()) {
			Shop shop = shop(orders, audit, "migrate.databases.audit.user=sa", "migrate.databases.audit.password=",
					"spring.liquibase.enabled=false");
			done(shop.migrate("init"));
			assertThat(done(shop.migrate("generate-changeset", "-m", "first", "--database", "audit")))
				.containsIgnoringCase("auditentry");
			assertThat(done(shop.migrate("status"))).containsSubsequence("Database main", "Database audit");
			Shop named = shop(orders, audit, "migrate.databases.audit.entity-manager-factory=nobody");
			CommandResult result = named.migrate("check", "--database", "audit");
			assertThat(result.exitCode()).isEqualTo(2);
			assertThat(result.err()).contains("nobody", "auditEntityManagerFactory");
		}
	}

	@Test
	void missingDataSourceIsReported() {
		try (TestDatabase orders = TestProduct.H2.create(); TestDatabase audit = TestProduct.H2.create()) {
			CommandResult result = shop(orders, audit, "migrate.databases.audit.data-source=nowhere").migrate("status");
			assertThat(result.exitCode()).isEqualTo(2);
			assertThat(result.err()).contains("no DataSource bean nowhere", "auditDataSource",
					"migrate.databases.audit.data-source");
		}
	}

	private Shop shop(TestDatabase orders, TestDatabase audit, String... more) {
		List<String> properties = new ArrayList<>(List.of("orders.url=" + url(orders, "orders"),
				"orders.user=" + orders.username(), "orders.password=" + orders.password(),
				"audit.url=" + url(audit, "audit"), "audit.user=" + audit.username(),
				"audit.password=" + audit.password(),
				"migrate.databases.audit.change-log=file:" + this.folder.resolve("audit/db.changelog-master.yaml")));
		properties.addAll(List.of(more));
		return Shop.of(DatabasesApplication.class, this.folder, properties.toArray(String[]::new));
	}

	// An in-memory database would be at head for each command.
	private String url(TestDatabase database, String name) {
		return (database.product() == TestProduct.H2) ? "jdbc:h2:file:" + this.folder.resolve(name) : database.url();
	}

	// Liquibase itself finds no files beside a changelog outside of the class path.
	private ConfigurableApplicationContext start(Shop shop) {
		List<String> arguments = new ArrayList<>(shop.arguments());
		arguments.removeIf((argument) -> argument.contains("change-log="));
		example().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		SpringApplication application = new SpringApplication(shop.application());
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setResourceLoader(new ChangelogFolder(this.folder).loader());
		return application.run(arguments.toArray(String[]::new));
	}

	private static Map<Object, Object> example() {
		try {
			String text = Files.readString(Path.of("../docs/databases.md"));
			int start = text.indexOf("```yaml") + "```yaml".length();
			YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
			yaml.setResources(new ByteArrayResource(text.substring(start, text.indexOf("```", start)).getBytes()));
			return Objects.requireNonNull(yaml.getObject());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> files(String directory) throws IOException {
		List<String> texts = new ArrayList<>();
		try (Stream<Path> files = Files.list(this.folder.resolve(directory))) {
			for (Path file : files.toList()) {
				texts.add(Files.readString(file));
			}
		}
		return texts;
	}

	private static String done(CommandResult result) {
		assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
		return result.out();
	}

}
