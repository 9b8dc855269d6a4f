package dev.migrate.test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.sql.DataSource;

import dev.migrate.CannotProceedException;
import dev.migrate.Migrations;
import dev.migrate.test.shop.ShopApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationsAssert} and {@link Release}.
 */
class MigrationsAssertTests {

	private static EmbeddedPostgres postgres;

	@TempDir
	private Path folder;

	@BeforeAll
	static void startPostgres() {
		try {
			postgres = EmbeddedPostgres.start();
		}
		catch (IOException | RuntimeException ex) {
			System.err.println("PostgreSQL is not run: " + ex.getMessage());
		}
	}

	@AfterAll
	static void stopPostgres() throws IOException {
		if (postgres != null) {
			postgres.close();
		}
	}

	static Stream<String> urls() {
		return Stream.of("jdbc:h2:mem:", "jdbc:postgresql:");
	}

	@ParameterizedTest
	@MethodSource("urls")
	void changelogIsAsItShouldBe(String url) {
		with(url, "changelog",
				(migrations) -> assertThat(migrations).hasNoPendingChanges()
					.upAndDownAndUp()
					.keepsRows(Rows.at("20260101000000")
						.insert("insert into book (id, title) values (1, 'Emma')",
								"insert into book (id, title) values (2, null)")));
	}

	@ParameterizedTest
	@MethodSource("urls")
	void missingRevisionIsReported(String url) {
		with(url, "pending",
				(migrations) -> assertThatExceptionOfType(AssertionError.class)
					.isThrownBy(() -> assertThat(migrations).hasNoPendingChanges())
					.withMessageContainingAll("The entities need changes that no revision makes", "add column",
							"Run generate-changeset."));
	}

	@ParameterizedTest
	@MethodSource("urls")
	void incompleteRollbackIsReported(String url) {
		with(url, "untidy",
				(migrations) -> assertThatExceptionOfType(AssertionError.class)
					.isThrownBy(() -> assertThat(migrations).upAndDownAndUp())
					.withMessageMatching("(?is).*After 20260102000000 \\(add price\\) was undone: .*note.*"));
	}

	@ParameterizedTest
	@MethodSource("urls")
	void lostRowsAndValuesAreReported(String url) {
		with(url, "lossy", (migrations) -> {
			Rows rows = Rows.at("20260101000000")
				.insert("insert into book (id, title) values (1, 'Emma')", "insert into book (id) values (2)");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(migrations).keepsRows(rows))
				.withMessageMatching("(?is).*The table book has lost 2 rows, for example .*emma.*");
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(migrations).keepsRows(rows.losing("book.title")))
				.withMessageMatching("(?is).*The table book has lost 1 row, for example \\{id=2}.*");
			assertThat(migrations).keepsRows(Rows.at("20260101000000")
				.insert("insert into book (id, title) values (1, 'Emma')")
				.losing("BOOK.TITLE"));
		});
	}

	@Test
	void rowsAreRequired() {
		with("jdbc:h2:mem:", "changelog",
				(migrations) -> assertThatExceptionOfType(AssertionError.class)
					.isThrownBy(() -> assertThat(migrations).keepsRows(Rows.at("20260101000000")))
					.withMessageContaining("There are no new rows that an upgrade could keep. Rows of these tables"));
	}

	@Test
	void revisionsThatAreNotThereAreReported() {
		with("jdbc:h2:mem:", "changelog",
				(migrations) -> assertThatExceptionOfType(AssertionError.class)
					.isThrownBy(() -> assertThat(migrations)
						.keepsRows(Rows.at("head").insert("insert into book (id, title) values (1, 'Emma')")))
					.withMessageContaining("There is no revision after the one"));
		with("jdbc:h2:mem:", "changelog",
				(migrations) -> assertThatExceptionOfType(AssertionError.class)
					.isThrownBy(() -> assertThat(migrations).upAndDownAndUp())
					.withMessageContaining("There is no revision that an upgrade could apply"),
				"spring.liquibase.label-filter=nothing", "spring.liquibase.contexts=nothing",
				"spring.liquibase.change-log=classpath:db/nothing.yaml");
	}

	@Test
	void valuesOfEveryKindAreCompared() {
		with("jdbc:h2:mem:", "values",
				(migrations) -> assertThat(migrations).upAndDownAndUp()
					.keepsRows(Rows.at("20260101000000")
						.insert("insert into thing values (1, X'0102', 'Infinity', true, array[1, 2], 'null')",
								"insert into thing values (2, null, null, null, null, null)")));
	}

	@ParameterizedTest
	@MethodSource("urls")
	void whatATestLeavesInTheScratchDatabaseIsGone(String url) {
		with(url, "pending", (migrations) -> {
			try (MigratedDatabase database = migrations.at("head")) {
				database.execute("alter table book add column price numeric(10, 2)");
			}
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(migrations).hasNoPendingChanges());
		});
	}

	@ParameterizedTest
	@MethodSource("urls")
	void transactionOfATestKeepsNoConnectionOpen(String url) {
		Rows rows = Rows.at("20260101000000")
			.insert("insert into book (id, title) values (1, 'Emma')", "insert into book (id) values (2)");
		withApplication(url, "changelog",
				(application) -> new TransactionTemplate(application.getBean(PlatformTransactionManager.class))
					.executeWithoutResult((transaction) -> {
						TestMigrations migrations = TestMigrations.of(application.getBean(Migrations.class));
						assertThat(migrations).keepsRows(rows).keepsRows(rows).upAndDownAndUp();
						try (MigratedDatabase database = migrations.at("head")) {
							assertThat(database.jdbc().sql("select count(*) from book").query(Integer.class).single())
								.isZero();
						}
						assertThat(migrations).hasNoPendingChanges();
					}));
	}

	@ParameterizedTest
	@MethodSource("urls")
	void defaultSchemaIsThatOfTheMigrations(String url) {
		withApplication(url, "changelog", (application) -> {
			JdbcClient.create(application.getBean(DataSource.class)).sql("create schema app").update();
			try {
				TestMigrations migrations = TestMigrations.of(application.getBean(Migrations.class));
				assertThat(migrations).hasNoPendingChanges()
					.upAndDownAndUp()
					.keepsRows(Rows.at("20260101000000").insert("insert into book (id, title) values (1, 'Emma')"));
			}
			finally {
				JdbcClient.create(application.getBean(DataSource.class)).sql("drop schema app cascade").update();
			}
		}, "spring.liquibase.default-schema=" + (url.startsWith("jdbc:h2") ? "APP" : "app"),
				"spring.jpa.properties.hibernate.default_schema=app");
	}

	@Test
	void changelogThatRunsProgramsIsRejected() {
		with("jdbc:h2:mem:", "program",
				(migrations) -> assertThatExceptionOfType(AssertionError.class)
					.isThrownBy(() -> assertThat(migrations).upAndDownAndUp())
					.withMessageContaining("runs a program"));
		assertThat(Path.of("somewhere")).doesNotExist();
	}

	@Test
	void unknownRevisionIsReported() {
		with("jdbc:h2:mem:", "changelog", (migrations) -> {
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> migrations.at("nowhere"))
				.withMessageContaining("nowhere");
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(migrations).keepsRows(Rows.at("nowhere")))
				.withMessageContaining("nowhere");
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> migrations.database("audit"))
				.withMessageContaining("main");
		});
	}

	@ParameterizedTest
	@MethodSource("urls")
	void previousReleaseInJarIsUpgraded(String url) throws IOException {
		for (String root : new String[] { "BOOT-INF/classes/", "" }) {
			Path jar = jar(root);
			with(url, "changelog", (migrations) -> {
				assertThat(migrations)
					.keepsRows(Rows.at(Release.jar(jar)).insert("insert into book (id, title) values (1, 'Emma')"));
				try (MigratedDatabase database = migrations.at(Release.jar(jar))) {
					assertThat(database.current()).containsExactly("20260101000000");
				}
			});
		}
	}

	@Test
	void previousReleaseInGitIsUpgraded() throws Exception {
		String resources = "src/test/resources";
		// A commit has these files when the sources come from a clone.
		boolean committed = new ProcessBuilder("git", "cat-file", "-e", "HEAD:./" + resources + "/db").start()
			.waitFor() == 0;
		Assumptions.assumeTrue(committed, "The sources are not those of a git repository");
		with("jdbc:h2:mem:", "changelog", (migrations) -> {
			try (MigratedDatabase database = migrations.at(Release.git("HEAD", resources))) {
				assertThat(database.current()).containsExactly("20260102000000");
			}
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> migrations.at(Release.git("no-such-tag", resources)))
				.withMessageContaining("no-such-tag");
		});
	}

	@Test
	void releaseThatCannotBeReadIsReported() throws IOException {
		Path jar = Files.createFile(this.folder.resolve("empty.jar"));
		Path outside = this.folder.resolve("outside.jar");
		zip(outside, "../evil.yaml", "x");
		with("jdbc:h2:mem:", "changelog", (migrations) -> {
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> migrations.at(Release.jar(this.folder.resolve("none.jar"))))
				.withMessageContaining("none.jar");
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> migrations.at(Release.jar(outside)))
				.withMessageContaining("../evil.yaml");
		});
		with("jdbc:h2:mem:", "changelog", (migrations) -> assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> migrations.at(Release.git("--output=x"))));
		assertThat(jar).isEmptyFile();
	}

	private Path jar(String root) throws IOException {
		Path jar = this.folder.resolve("release" + root.length() + ".jar");
		String directory = "db/changelog/";
		Path resources = Path.of("src/test/resources").resolve(directory);
		String master = "db.changelog-master.yaml";
		String first = "versions/20260101000000_create_book.sql";
		zip(jar, root + directory + master, Files.readString(resources.resolve(master)), root + directory + first,
				Files.readString(resources.resolve(first)), root + "com/example/A.class", "");
		return jar;
	}

	private static void zip(Path file, String... entries) throws IOException {
		try (OutputStream stream = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(stream)) {
			for (int i = 0; i < entries.length; i += 2) {
				zip.putNextEntry(new ZipEntry(entries[i]));
				zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
				zip.closeEntry();
			}
		}
	}

	private static void with(String url, String changelog, Consumer<TestMigrations> test, String... properties) {
		withApplication(url, changelog,
				(application) -> test.accept(TestMigrations.of(application.getBean(Migrations.class))), properties);
	}

	private static void withApplication(String url, String changelog, Consumer<ConfigurableApplicationContext> test,
			String... properties) {
		String database = url.startsWith("jdbc:h2") ? url + UUID.randomUUID() : postgres(url);
		List<String> all = new ArrayList<>(List.of("spring.datasource.url=" + database,
				"spring.datasource.username=" + (url.startsWith("jdbc:h2") ? "sa" : "postgres"),
				"spring.liquibase.change-log=classpath:db/" + changelog + "/db.changelog-master.yaml",
				"spring.liquibase.enabled=false", "spring.main.banner-mode=off", "spring.jpa.hibernate.ddl-auto=none"));
		all.addAll(List.of(properties));
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(ShopApplication.class)
			.web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run()) {
			test.accept(application);
		}
	}

	private static String postgres(String url) {
		Assumptions.assumeTrue(postgres != null, "PostgreSQL is not run: its binaries do not start here");
		return postgres.getJdbcUrl("postgres", "postgres");
	}

}
