package dev.migrate.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.shop.ShopApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for commands in the directory of a project, whose build output may be older than
 * its sources.
 */
class SourcesEndToEndTests {

	private static final String MASTER = "db/db.changelog-master.yaml";

	@TempDir
	private Path project;

	@Test
	void commandsInARowNeedNoBuild() throws IOException {
		Shop shop = shop(MASTER);
		sources();
		done(shop, "init");
		done(shop, "generate-changeset", "-m", "create all");
		assertThat(done(shop, "upgrade")).contains("Running upgrade base -> ");
		done(shop, "check");
		assertThat(done(shop, "revision", "-m", "second")).contains("_second.yaml");
		assertThat(done(shop, "upgrade")).contains("second");
		assertThat(done(shop, "status")).contains("0 revisions are pending");
	}

	@Test
	void changedEntityIsMigratedByOneCommand() throws IOException {
		Shop shop = shop(MASTER);
		sources();
		done(shop, "init");
		assertThat(done(shop, "generate-changeset", "-m", "create all", "--upgrade")).containsSubsequence("2 safe.",
				"Wrote ", "Running upgrade base -> ");
		done(shop, "check");
		assertThat(done(shop, "generate-changeset", "-m", "nothing", "--upgrade")).isEqualTo("No changes detected.\n");
	}

	@Test
	void deletedFilesAreGoneAlthoughTheBuildOutputHasThem() throws IOException {
		Shop shop = shop(MASTER);
		sources();
		done(shop, "init");
		done(shop, "revision", "-m", "first");
		done(shop, "revision", "-m", "second");
		FileSystemUtils.copyRecursively(shop.folder(), this.project.resolve("target/classes"));
		Path second = shop.versions().get(1);
		Files.delete(second);
		assertThat(done(shop, "history")).contains("first").doesNotContain("second");
		assertThat(done(shop, "upgrade")).contains("first").doesNotContain("second");
		done(shop, "revision", "-m", "third");
		assertThat(shop.versions().get(1)).content()
			.contains("value: '" + shop.versions().get(0).getFileName().toString().substring(0, 14) + "'");
		Stream.of("db/versions", MASTER).forEach((path) -> delete(shop.folder().resolve(path)));
		assertRejected(shop.migrate("status"), "does not exist; init writes one.");
	}

	@Test
	void withoutChangelogInTheSourcesTheClassPathCounts() throws IOException {
		Shop shop = shop(MASTER);
		sources();
		done(shop, "init");
		done(shop, "revision", "-m", "first");
		FileSystemUtils.copyRecursively(shop.folder(), this.project.resolve("target/classes"));
		delete(this.project.resolve("src"));
		assertThat(done(shop, "history")).contains("first");
		assertThat(done(shop, "upgrade")).contains("first");
		for (List<String> command : List.of(List.of("init"), List.of("generate-changeset", "-m", "x"),
				List.of("revision", "-m", "x"))) {
			assertRejected(shop.migrate(command.toArray(String[]::new)),
					"The directory " + shop.folder() + " does not exist");
		}
		assertThat(this.project.resolve("src")).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource({ "yaml, includeAll", "json, includeAll", "xml, <includeAll" })
	void missingIncludeIsAddedInTheFormatOfTheMaster(String extension, String include) throws IOException {
		Shop shop = existing(extension);
		Path master = shop.folder().resolve("liquibase/main." + extension);
		assertThat(done(shop, "generate-changeset", "-m", "create all"))
			.contains("Added to " + master + ": the include of versions/.");
		assertThat(master).content().contains(include, "versions/", "old.yaml");
		assertThat(done(shop, "upgrade")).contains("create all");
		done(shop, "check");
		assertThat(shop.migrate("revision", "-m", "more").out()).startsWith("Wrote ");
	}

	@Test
	void sqlMasterCannotIncludeAndNothingIsWritten() throws IOException {
		Shop shop = existing("sql");
		assertRejected(shop.migrate("generate-changeset", "-m", "create all"),
				"does not include versions/, and the include cannot be added to it");
		assertRejected(shop.migrate("revision", "-m", "x"), "Run init, which prints what to add");
		assertThat(shop.folder().resolve("liquibase/versions")).doesNotExist();
	}

	@Test
	void singleFileIsAddedWhereTheMasterListsFiles() throws IOException {
		Shop shop = shop(MASTER).write(MASTER, """
				databaseChangeLog:
				- include:
				    file: versions/20260101000000_create_old.yaml
				    relativeToChangelogFile: true
				""").revision("20260101000000", "base", "old");
		CommandResult dry = shop.migrate("revision", "-m", "second", "--dry-run");
		assertThat(dry.err()).contains("Would add to ", "the include of versions/", "_second.yaml");
		assertThat(done(shop, "revision", "-m", "second")).contains("Added to ");
		assertThat(done(shop, "history").lines()).hasSize(2);
		assertThat(done(shop, "upgrade")).contains("second");
	}

	@Test
	void directoryWithOtherFilesIsNotIncludedAsAWhole() throws IOException {
		Shop shop = shop(MASTER).write(MASTER, """
				databaseChangeLog:
				- include:
				    file: versions/v1/changelog.yaml
				    relativeToChangelogFile: true
				""").write("db/versions/v1/changelog.yaml", """
				databaseChangeLog:
				- changeSet: { id: "1", author: ann, changes: [ { createTable: { tableName: old, columns: [
				    { column: { name: id, type: bigint } } ] } } ] }
				""").write("db/versions/scripts/x.sql", "drop table old;");
		assertThat(done(shop, "revision", "-m", "second")).contains("the include of versions/", "_second.yaml.");
		assertThat(done(shop, "upgrade")).contains("second");
		assertThat(done(shop, "revision", "-m", "third")).contains("the include of versions/", "_third.yaml.");
		assertThat(done(shop, "upgrade")).contains("third");
	}

	@Test
	void includeWithAFilterDoesNotIncludeTheFile() throws IOException {
		Shop shop = shop(MASTER).write(MASTER, """
				databaseChangeLog:
				- includeAll:
				    path: versions/
				    relativeToChangelogFile: true
				    endsWithFilter: .sql
				    errorIfMissingOrEmpty: false
				""");
		assertThat(done(shop, "revision", "-m", "first")).contains("the include of versions/", "_first.yaml.");
		assertThat(done(shop, "upgrade")).contains("first");
	}

	@Test
	void includeIsRecognizedWithARelativePath() throws IOException {
		Path directory = Files.createTempDirectory(Path.of("target"), "relative");
		try {
			Shop shop = new Shop(ShopApplication.class, directory, null,
					List.of("spring.liquibase.change-log=file:./" + directory.resolve(MASTER),
							"spring.datasource.url=jdbc:h2:mem:relative"));
			done(shop, "init");
			done(shop, "revision", "-m", "first");
			assertThat(done(shop, "revision", "-m", "second")).startsWith("Wrote ");
			assertThat(Files.readString(directory.resolve(MASTER))).containsOnlyOnce("versions/");
		}
		finally {
			delete(directory);
		}
	}

	@Test
	void schemaGenerationOfHibernateIsACaveat() throws IOException {
		sources();
		Shop shop = shop(MASTER, "spring.jpa.hibernate.ddl-auto=update");
		done(shop, "init");
		assertThat(done(shop, "generate-changeset", "-m", "create all"))
			.contains("With spring.jpa.hibernate.ddl-auto=update, Hibernate changes the database", "--from changelog");
		assertThat(done(shop, "generate-changeset", "--from", "changelog", "-m", "nothing")).doesNotContain("ddl-auto");
		done(shop, "upgrade");
		assertThat(done(shop, "check")).contains("ddl-auto=update");
		assertThat(done(shop(MASTER, "spring.jpa.hibernate.ddl-auto=validate"), "check")).doesNotContain("ddl-auto");
	}

	private Shop existing(String extension) throws IOException {
		sources();
		Shop shop = shop("liquibase/main." + extension).write("liquibase/old.yaml", """
				databaseChangeLog:
				- changeSet: { id: "1", author: ann, changes: [ { createTable: { tableName: old, columns: [
				    { column: { name: id, type: bigint } } ] } } ] }
				""");
		shop.write("liquibase/main." + extension, switch (extension) {
			case "yaml" -> """
					databaseChangeLog:
					- include:
					    file: old.yaml
					    relativeToChangelogFile: true
					""";
			case "json" -> """
					{ "databaseChangeLog": [
					  { "include": { "file": "old.yaml", "relativeToChangelogFile": true } }
					] }
					""";
			case "xml" ->
				"""
						<?xml version="1.0" encoding="UTF-8"?>
						<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
						        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
						        xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
						    <include file="old.yaml" relativeToChangelogFile="true"/>
						</databaseChangeLog>
						""";
			default -> """
					--liquibase formatted sql
					--changeset ann:1
					create table old (id bigint);
					""";
		});
		done(shop, "upgrade");
		return shop;
	}

	private Shop shop(String changelog, String... properties) {
		return Shop.inProject(ShopApplication.class, this.project, changelog,
				Stream.concat(Stream.of("spring.datasource.url=jdbc:h2:file:" + this.project.resolve("shop"),
						"spring.datasource.username=sa"), Stream.of(properties))
					.toArray(String[]::new));
	}

	private void sources() throws IOException {
		Files.createDirectories(this.project.resolve("src/main/resources"));
	}

	private static void delete(Path path) {
		FileSystemUtils.deleteRecursively(path.toFile());
	}

	private static String done(Shop shop, String... command) {
		CommandResult result = shop.migrate(command);
		assertThat(result.exitCode()).as(result.err()).isZero();
		return result.out();
	}

	private static void assertRejected(CommandResult result, String... texts) {
		assertThat(result.err()).contains(texts);
		assertThat(result.out()).isEmpty();
		assertThat(result.exitCode()).isEqualTo(2);
	}

}
