package dev.migrate.maven;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

/**
 * Tests for the goals on copies of projects, by Maven as a process.
 */
@Tag("long")
class CommandGoalsIT {

	private static final String BOOK = "src/main/java/com/example/shop/Book.java";

	private static final String FIELD = "private String title;";

	private static final String CONFIGURATION = "<build><plugins><plugin><groupId>dev.migrate</groupId>"
			+ "<artifactId>migrate-maven-plugin</artifactId><configuration>%s</configuration></plugin></plugins></build>";

	private static EmbeddedPostgres server;

	@TempDir
	private Path directory;

	@BeforeAll
	static void startServer() throws Exception {
		server = EmbeddedPostgres.start();
	}

	@AfterAll
	static void stopServer() throws Exception {
		server.close();
	}

	@Test
	void readmeLeadsFromNothingToAppliedMigration() throws Exception {
		List<String[]> commands = commandsOfReadme();
		assertThat(commands).hasSize(4);
		FreshProject project = FreshProject.copy("shop", this.directory, server, "readme");
		assertThat(project.maven(commands.get(0)).exitCode()).isZero();
		MavenRun first = project.maven(commands.get(1));
		assertThat(first.exitCode()).as(first.errors()).isZero();
		assertThat(first.output()).contains("create table book").contains("Running upgrade base -> ");
		project.execute("insert into book values (1, 'Emma')");
		project.edit(BOOK, FIELD, FIELD + " private java.math.BigDecimal price;");
		MavenRun second = project.maven(commands.get(2));
		assertThat(second.exitCode()).as(second.errors()).isZero();
		assertThat(second.output()).startsWith("add column book.price").doesNotContain("[INFO]");
		assertThat(project.query("select concat(title, price) from book")).isEqualTo("Emma");
		project.edit(BOOK, FIELD, FIELD + " private String isbn;");
		MavenRun third = project.maven(commands.get(3)[0], "-Dyes");
		assertThat(third.exitCode()).as(third.errors()).isZero();
		assertThat(third.output()).startsWith("Running downgrade ")
			.contains("add column book.price", "add column book.isbn", "Running upgrade ");
		assertThat(project.query("select concat(title, price, isbn) from book")).isEqualTo("Emma");
	}

	// The commands in the section "Install", as a shell takes them apart.
	private static List<String[]> commandsOfReadme() throws Exception {
		String readme = Files.readString(Path.of("..", "README.md"));
		String install = readme.substring(readme.indexOf("## Install"), readme.indexOf("## Tutorial"));
		return Pattern.compile("(?m)^\\$ mvn -q (migrate:.*)$")
			.matcher(install)
			.results()
			.map((command) -> Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+")
				.matcher(command.group(1))
				.results()
				.map(MatchResult::group)
				.map((word) -> word.replace("\"", ""))
				.toArray(String[]::new))
			.toList();
	}

	@Test
	void exitCodeAndOutputAreThoseOfCommand() throws Exception {
		FreshProject project = FreshProject.copy("shop", this.directory, server, "codes");
		MavenRun rejected = project.maven("migrate:upgrade", "-Dargs=--nope");
		assertThat(rejected.exitCode()).isEqualTo(2);
		assertThat(rejected.output()).isEmpty();
		assertThat(rejected.errors())
			.isEqualTo("Error [usage]: There is no option '--nope'. See 'migrate upgrade --help'.%n".formatted());
		assertThat(project.resolve("target")).doesNotExist();
		MavenRun help = project.maven("migrate:help", "-Dcommand=upgrade");
		assertThat(help.exitCode()).isZero();
		assertThat(help.output()).startsWith("Apply revisions.");
		assertThat(project.maven("migrate:init").exitCode()).isZero();
		MavenRun difference = project.maven("migrate:check");
		assertThat(difference.exitCode()).isEqualTo(1);
		assertThat(difference.output()).contains("create table book").doesNotContain("ERROR");
		MavenRun json = project.maven("migrate:current", "-Djson");
		assertThat(json.exitCode()).isZero();
		assertThat(json.output()).startsWith("{").endsWith("}\n");
		MavenRun failed = project.maven("migrate:current", "-Dspring.datasource.url=jdbc:postgresql://localhost:1/x");
		assertThat(failed.exitCode()).isEqualTo(3);
		assertThat(failed.errors()).startsWith("Error [").hasLineCount(1);
		project.edit(BOOK, FIELD, "private String title");
		MavenRun broken = project.maven("migrate:status");
		assertThat(broken.exitCode()).isEqualTo(3);
		assertThat(broken.output()).contains("Book.java");
		assertThat(broken.errors()).contains("Error [not-compiled]: The module shop could not be compiled");
		assertThat(project.maven("migrate:status", "-Djson").output())
			.contains("{\"schemaVersion\":1,\"error\":{\"code\":\"not-compiled\",");
	}

	@Test
	void mainMethodMayBeInAnotherClassOfWar() throws Exception {
		FreshProject project = FreshProject.copy("shop", this.directory, server, "war");
		project.edit("pom.xml", "<version>1.0.0</version>", "$0<packaging>war</packaging>");
		project.edit("src/main/java/com/example/shop/ShopApplication.java", "public static void main",
				"static void run");
		// As Kotlin compiles a main function.
		Files.writeString(project.resolve("src/main/java/com/example/shop/ShopApplicationKt.java"), """
				package com.example.shop;

				final class ShopApplicationKt {

					public static void main(String[] args) {
						ShopApplication.run(args);
					}

				}
				""");
		MavenRun init = project.maven("migrate:init");
		assertThat(init.exitCode()).as(init.errors()).isZero();
		assertThat(project.maven("migrate:heads").output()).startsWith("The changelog has no revisions yet.");
	}

	@Test
	void checkFailsBuild() throws Exception {
		FreshProject project = FreshProject.copy("shop", this.directory, server, "build");
		project.edit("pom.xml", "<artifactId>migrate-maven-plugin</artifactId>",
				"$0<executions><execution><goals><goal>check</goal></goals></execution></executions>");
		assertThat(project.maven("migrate:init").exitCode()).isZero();
		MavenRun different = project.maven("verify");
		assertThat(different.exitCode()).isEqualTo(1);
		assertThat(different.output()).contains("create table book")
			.contains("The command check ended with exit code 1, see above");
		MavenRun generated = project.maven("migrate:generate-changeset", "-Dm=Create schema", "-Dupgrade");
		assertThat(generated.exitCode()).as(generated.errors()).isZero();
		MavenRun equal = project.maven("verify");
		assertThat(equal.exitCode()).as(equal.output()).isZero();
		assertThat(equal.output()).contains("agree");
		assertThat(project.maven("verify", "-Dmigrate.maven.skip").output()).isEmpty();
	}

	@Test
	void applicationOfSeveralModulesIsFound() throws Exception {
		Path directory = this.directory.resolve("Bücher und mehr");
		FreshProject project = FreshProject.copy("modules", directory, server, "modules");
		MavenRun help = project.maven("migrate:help");
		assertThat(help.exitCode()).as(help.output()).isZero();
		assertThat(help.output()).containsOnlyOnce("Usage: migrate");
		MavenRun init = project.maven("migrate:init");
		assertThat(init.exitCode()).as(init.errors()).isZero();
		assertThat(project.resolve("shop/src/main/resources/db/changelog/db.changelog-master.yaml")).exists();
		project.edit("library/src/main/java/com/example/library/Titled.java", FIELD,
				FIELD + " private String subtitle;");
		MavenRun generated = project.maven("migrate:generate-changeset", "-Dm=Create schema", "-Dformat=sql");
		assertThat(generated.exitCode()).as(generated.errors()).isZero();
		assertThat(project.resolve("shop/src/main/resources/db/changelog/versions"))
			.isDirectoryContaining((file) -> file.toString().endsWith("_create_schema.sql")
					&& contentOf(file.toFile(), StandardCharsets.UTF_8).contains("subtitle"));
		project.edit("pom.xml", "<module>shop</module>", "$0<module>office</module>");
		MavenRun two = project.maven("migrate:status");
		assertThat(two.exitCode()).isEqualTo(2);
		assertThat(two.errors()).contains("several applications here, shop, office")
			.contains("mvn -pl shop -am migrate:status");
		assertThat(project.maven("-pl", "shop", "-am", "migrate:status").exitCode()).isZero();
		project.edit("office/pom.xml", "<dependencies>", CONFIGURATION.formatted("<skip>true</skip>") + "$0");
		project.edit("shop/pom.xml", "<dependencies>",
				CONFIGURATION.formatted("<arguments><argument>--json</argument></arguments>") + "$0");
		MavenRun configured = project.maven("migrate:status");
		assertThat(configured.exitCode()).as(configured.errors()).isZero();
		assertThat(configured.output()).startsWith("{");
		MavenRun none = project.maven("-pl", "library", "migrate:status");
		assertThat(none.exitCode()).isEqualTo(2);
		assertThat(none.errors()).contains("There is no application here");
	}

}
