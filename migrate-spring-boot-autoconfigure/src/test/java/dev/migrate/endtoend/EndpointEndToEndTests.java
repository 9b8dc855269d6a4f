package dev.migrate.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint of whole applications, over HTTP.
 */
class EndpointEndToEndTests {

	private static final String A = "20260101000000";

	private static final String B = "20260102000000";

	private static final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void showsPendingRevisionsAndCreatesNothing(TestProduct product) throws Exception {
		try (TestDatabase database = product.create();
				ConfigurableApplicationContext application = run(shop(database), "spring.liquibase.enabled=false")) {
			Map<String, Object> main = databases(application).get(0);
			assertThat(main).containsOnlyKeys("name", "current", "heads", "pending", "history")
				.containsEntry("name", "main")
				.containsEntry("current", List.of())
				.containsEntry("heads", List.of(B))
				.containsEntry("history", List.of());
			assertThat(list(main, "pending")).hasSize(2).last().satisfies((pending) -> {
				assertThat(pending).containsOnlyKeys("id", "message", "parents", "path", "changesets")
					.containsEntry("id", B)
					.containsEntry("message", "create b")
					.containsEntry("parents", List.of(A))
					.containsEntry("path", "db/versions/" + B + "_create_b.yaml");
				assertThat(list(pending, "changesets")).singleElement()
					.satisfies((changeset) -> assertThat(changeset).containsOnlyKeys("id", "author", "path")
						.containsEntry("id", B + ".1")
						.containsEntry("author", "bob"));
			});
			assertThat(get(application, "text/html").body()).contains(A, B, "create a");
			assertThat(tables(database)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void showsRevisionsAppliedOnStartup(TestProduct product) throws Exception {
		try (TestDatabase database = product.create();
				ConfigurableApplicationContext application = run(shop(database))) {
			Map<String, Object> main = databases(application).get(0);
			assertThat(main).containsEntry("current", List.of(B)).containsEntry("pending", List.of());
			assertThat(list(main, "history")).hasSize(2).first().satisfies((applied) -> {
				assertThat(applied)
					.containsOnlyKeys("revision", "id", "author", "path", "state", "appliedAt", "order", "deployment",
							"checksum", "took")
					.containsEntry("revision", A)
					.containsEntry("id", A + ".1")
					.containsEntry("state", "applied")
					.containsEntry("order", 1);
				assertThat(applied.get("checksum").toString()).contains(":");
			});
			assertThat(tables(database)).contains("a", "b", "databasechangelog");
		}
	}

	@ParameterizedTest
	@EnumSource
	void doesNotWaitForLock(TestProduct product) throws Exception {
		try (TestDatabase database = product.create();
				ConfigurableApplicationContext application = run(shop(database));
				Connection other = database.connect();
				Statement statement = other.createStatement()) {
			// Keycloak, on the class path of the tests, makes Liquibase work without the
			// lock
			statement.execute("create table if not exists databasechangeloglock (id integer primary key, "
					+ "locked boolean not null, lockgranted timestamp, lockedby varchar(255))");
			statement.execute("insert into databasechangeloglock (id, locked) values (1, false)");
			other.setAutoCommit(false);
			statement.execute("update databasechangeloglock set locked = true, lockedby = 'somebody'");
			assertThat(databases(application).get(0)).containsEntry("current", List.of(B)).doesNotContainKey("error");
			other.commit();
			assertThat(databases(application).get(0)).containsEntry("current", List.of(B)).doesNotContainKey("error");
		}
	}

	@ParameterizedTest
	@EnumSource
	void missingFileIsShown(TestProduct product) throws Exception {
		try (TestDatabase database = product.create();
				ConfigurableApplicationContext application = run(shop(database))) {
			Files.delete(this.folder.resolve("db/versions/" + B + "_create_b.yaml"));
			Map<String, Object> main = databases(application).get(0);
			assertThat(main).containsEntry("current", List.of(A)).containsEntry("heads", List.of(A));
			assertThat(list(main, "history")).extracting((applied) -> applied.get("state"))
				.containsExactly("applied", "file missing");
		}
	}

	@Test
	void eachDatabaseIsShownSeparately() throws Exception {
		try (TestDatabase database = TestProduct.H2.create(); TestDatabase audit = TestProduct.H2.create()) {
			Shop auditing = master(Shop.of(TwoDatabasesApplication.class, this.folder.resolve("audit"))).revision(A,
					"base", "entry");
			Shop two = master(Shop.of(TwoDatabasesApplication.class, this.folder, "shop.url=" + database.url(),
					"audit.url=" + audit.url(), "audit.change-log=classpath:audit/db/db.changelog-master.yaml"));
			two.revision(A, "base", "a").revision(B, A, "b");
			try (ConfigurableApplicationContext application = run(two)) {
				assertThat(databases(application)).extracting((each) -> each.get("name"))
					.containsExactly("main", "audit");
				assertThat(databases(application)).extracting((each) -> each.get("current"))
					.containsExactly(List.of(B), List.of(A));
				auditing.write("db/versions/" + B + "_broken.yaml", "databaseChangeLog: [");
				List<Map<String, Object>> databases = databases(application);
				assertThat(databases.get(0)).containsEntry("current", List.of(B)).doesNotContainKey("error");
				assertThat(databases.get(1).get("error").toString()).contains(B + "_broken.yaml");
			}
		}
	}

	private Shop shop(TestDatabase database) {
		return master(Shop
			.of(ShopApplication.class, this.folder, "spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password(), "spring.jpa.hibernate.ddl-auto=none")
			.revision(A, "base", "a")
			.revision(B, A, "b"));
	}

	private static Shop master(Shop shop) {
		return shop.write("db/db.changelog-master.yaml", """
				databaseChangeLog:
				  - includeAll:
				      path: versions/
				      relativeToChangelogFile: true
				      errorIfMissingOrEmpty: false
				""");
	}

	private static ConfigurableApplicationContext run(Shop shop, String... properties) {
		List<String> arguments = new ArrayList<>(shop.arguments());
		// Liquibase itself finds no files beside a changelog outside of the class path
		arguments.set(0, "--spring.liquibase.change-log=classpath:db/db.changelog-master.yaml");
		arguments.add("--server.port=0");
		arguments.add("--management.endpoints.web.exposure.include=migrations");
		Stream.of(properties).map((property) -> "--" + property).forEach(arguments::add);
		SpringApplication application = new SpringApplication(shop.application());
		application.setResourceLoader(new ChangelogFolder(shop.folder()).loader());
		return application.run(arguments.toArray(String[]::new));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Map<String, Object> object, String name) {
		return (List<Map<String, Object>>) object.get(name);
	}

	private static List<Map<String, Object>> databases(ConfigurableApplicationContext application) throws Exception {
		HttpResponse<String> response = get(application, "application/json");
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return list(JsonParserFactory.getJsonParser().parseMap(response.body()), "databases");
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext application, String accept)
			throws Exception {
		int port = ((WebServerApplicationContext) application).getWebServer().getPort();
		return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/migrations"))
			.header("Accept", accept)
			.timeout(Duration.ofSeconds(20))
			.build(), BodyHandlers.ofString());
	}

	private static List<String> tables(TestDatabase database) throws SQLException {
		List<String> tables = new ArrayList<>();
		try (Connection connection = database.connect();
				ResultSet rows = connection.getMetaData()
					.getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
			while (rows.next()) {
				tables.add(rows.getString("TABLE_NAME").toLowerCase());
			}
		}
		// Hibernate creates temporary tables with these prefixes, and SQLite lists its
		// own tables
		return tables.stream().filter((table) -> !table.matches("hte_.*|.*_pkey|sqlite_.*")).toList();
	}

}
