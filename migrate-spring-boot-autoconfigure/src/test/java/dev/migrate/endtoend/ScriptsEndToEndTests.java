package dev.migrate.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the commands that write SQL, stamp and create the history, with whole
 * applications.
 */
class ScriptsEndToEndTests {

	private static final String A = "20260101000000";

	private static final String B = "20260102000000";

	@TempDir
	private Path folder;

	@Test
	void rangeNeedsNoDatabase() {
		Shop shop = Shop.of(PlainApplication.class, this.folder,
				"spring.datasource.url=jdbc:postgresql://localhost:1/shop?password=hunter2",
				"spring.datasource.hikari.connection-timeout=500");
		twoTables(shop);
		assertThat(done(shop.migrate("upgrade", "--sql", "base:head"))).contains("CREATE TABLE a (id BIGINT)",
				"CREATE TABLE databasechangelog");
		assertThat(done(shop.migrate("upgrade", "--sql", A + ":head"))).contains("CREATE TABLE b")
			.doesNotContain("CREATE TABLE a", "CREATE TABLE databasechangelog");
		CommandResult down = shop.migrate("downgrade", "--sql", "head:-1");
		assertThat(down.exitCode()).isZero();
		assertThat(down.out()).contains("DROP TABLE b", "-- Running downgrade " + B + " -> " + A);
		assertThat(down.err()).contains("Would lose rows");
		assertThat(done(shop.migrate("stamp", "--sql", "base:head"))).contains("-- Running stamp base -> " + B);
		assertThat(done(shop.migrate("ensure-version", "--sql"))).contains("CREATE TABLE databasechangeloglock");
		assertRejected(shop.migrate("upgrade", "--sql"), 3, "cannot be reached");
		assertRejected(shop.migrate("upgrade", "--sql", "base:nonsense"), 2, "nonsense");
		assertRejected(shop.migrate("upgrade", "base:head"), 2, "range of revisions", "--sql");
		assertRejected(shop.migrate("downgrade", "head:base", "--yes"), 2, "range of revisions");
		assertRejected(shop.migrate("stamp", "base:head"), 2, "range of revisions");
	}

	@ParameterizedTest
	@EssentialProducts
	void scriptEqualsUpgrade(TestProduct product) {
		try (TestDatabase database = create(product)) {
			Shop shop = shop(ShopApplication.class, database);
			done(shop.migrate("init"));
			done(shop.migrate("generate-changeset", "-m", "create product"));
			String script = done(shop.migrate("upgrade", "--sql", "base:head", "--tag", "v1"));
			assertThat(tables(database)).isEmpty();
			database.executeScript(script);
			assertThat(done(shop.migrate("status"))).contains("0 revisions are pending");
			assertThat(done(shop.migrate("check"))).contains("agree");
			CommandResult nothing = shop.migrate("upgrade", "--sql");
			assertThat(nothing.out()).isEmpty();
			assertThat(nothing.err()).startsWith("Nothing to upgrade");
			database.executeScript(shop.migrate("downgrade", "--sql", "base").out());
			assertThat(done(shop.migrate("status"))).contains("1 revision is pending");
			assertThat(tables(database)).allMatch((table) -> table.startsWith("databasechangelog"));
		}
	}

	@Test
	void scriptFailsOnDisallowedRows() throws IOException {
		try (TestDatabase database = create(TestProduct.H2)) {
			Shop shop = shop(ShopApplication.class, database);
			done(shop.migrate("init"));
			shop.write("db/versions/20260101000000_by_hand.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "20260101000000.1"
					      author: bob
					      changes:
					        - sql:
					            sql: create table product (name varchar(255))
					""");
			done(shop.migrate("upgrade"));
			done(shop.migrate("generate-changeset", "-m", "id"));
			Path generated = shop.versions().get(1);
			shop.write("db/versions/" + generated.getFileName(),
					Files.readString(generated).replaceAll("FILL_IN_\\w+", "(null)"));
			database.execute("insert into product (name) values ('pen')");
			String script = done(shop.migrate("upgrade", "--sql", A + ":head"));
			assertThat(script).contains("-- Fails where a precondition", "has rows, for which the column");
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> database.executeScript(script));
			assertThat(done(shop.migrate("status"))).contains("1 revision is pending");
			assertRejected(shop.migrate("upgrade", "--sql"), 2, "has rows, for which the column");
			database.execute("delete from product");
			database.executeScript(script);
			assertThat(done(shop.migrate("status"))).contains("0 revisions are pending");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void databaseIsStampedAndTagged(TestProduct product) {
		try (TestDatabase database = create(product)) {
			Shop shop = shop(PlainApplication.class, database);
			twoTables(shop);
			for (String command : List.of("current", "status", "history", "heads", "check")) {
				shop.migrate(command);
			}
			assertThat(tables(database)).isEmpty();
			assertThat(done(shop.migrate("ensure-version"))).contains("Created table ");
			assertThat(tables(database)).contains("databasechangelog").doesNotContain("a");
			assertThat(done(shop.migrate("ensure-version"))).contains("Nothing to create");
			assertThat(done(shop.migrate("stamp", "--dry-run"))).contains("Would stamp " + A, "Would stamp " + B);
			assertThat(done(shop.migrate("stamp", A, "--tag", "v1"))).contains("Stamped " + A + ", create a",
					"Tagged " + A + " with v1.");
			assertThat(done(shop.migrate("upgrade")))
				.isEqualToIgnoringNewLines("Running upgrade " + A + " -> " + B + ", create b");
			assertThat(tables(database)).contains("b").doesNotContain("a");
			assertRejected(shop.migrate("stamp", "base", "--tag", "v0"), 2, "cannot be written");
			shop.revision("20260103000000", A, "c");
			assertRejected(shop.migrate("stamp", "head"), 2, "2 heads");
			assertThat(done(shop.migrate("stamp", "heads"))).contains("Stamped 20260103000000");
			assertThat(done(shop.migrate("stamp", "--purge", "base"))).startsWith("Deleted 3 rows of the history.");
			assertThat(done(shop.migrate("status"))).contains("3 revisions are pending");
		}
	}

	private TestDatabase create(TestProduct product) {
		if (product != TestProduct.H2) {
			return product.create();
		}
		// Each command would migrate an in-memory database to head.
		String url = "jdbc:h2:file:" + this.folder.resolve("shop");
		return new TestDatabase(product, url, "sa", "", new DriverManagerDataSource(url, "sa", ""), () -> {
		});
	}

	private static void twoTables(Shop shop) {
		done(shop.migrate("init"));
		shop.revision(A, "base", "a").revision(B, A, "b");
	}

	private Shop shop(Class<?> application, TestDatabase database) {
		return Shop.of(application, this.folder, "spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password());
	}

	private static List<String> tables(TestDatabase database) {
		try (Connection connection = database.connect();
				ResultSet rows = connection.getMetaData()
					.getTables(connection.getCatalog(), null, "%", new String[] { "TABLE", "BASE TABLE" })) {
			List<String> tables = new ArrayList<>();
			while (rows.next()) {
				if (rows.getString("TABLE_SCHEM").equalsIgnoreCase("public")) {
					tables.add(rows.getString("TABLE_NAME").toLowerCase());
				}
			}
			return tables;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String done(CommandResult result) {
		assertThat(result.exitCode()).as(result.err()).isZero();
		assertThat(result.err()).isEmpty();
		return result.out();
	}

	private static void assertRejected(CommandResult result, int exitCode, String... fragments) {
		assertThat(result.err()).startsWith("Error [").contains(fragments).hasLineCount(1).doesNotContain("hunter2");
		assertThat(result.exitCode()).isEqualTo(exitCode);
		assertThat(result.out()).isEmpty();
	}

}
