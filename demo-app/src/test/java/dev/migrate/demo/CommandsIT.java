package dev.migrate.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands of the packaged shop, each in a process of its own.
 */
@Tag("long")
class CommandsIT {

	private static final String MESSAGE = "../../up \"quoted\" and 'so'\nnext \uD83D\uDE80 " + "long ".repeat(60);

	@TempDir
	private Path directory;

	@Test
	void everyCommandWorksOnFileDatabase() throws Exception {
		List<String> h2 = properties(h2Url());
		succeed(h2, "init", "--dry-run");
		assertThat(this.directory.resolve("db")).doesNotExist();
		assertThat(succeed(h2, "init")).contains("Wrote " + master());
		assertThat(differ(h2, "check")).contains("create table PRODUCT");
		String draft = succeed(h2, "generate-changeset", "--dry-run", "-m", MESSAGE);
		assertThat(draft).contains("\ndatabaseChangeLog:\n");
		assertThat(revisionFiles()).isEmpty();
		String generated = succeed(h2, "generate-changeset", "--json", "-m", MESSAGE);
		String id = JsonPath.read(generated, "$.revision");
		assertThat(revisionFiles()).singleElement().satisfies((file) -> {
			assertThat(file.getFileName().toString()).startsWith(id + "_up_quoted_and_so_next_long")
				.hasSizeLessThan(64);
			assertThat(file).hasContent(JsonPath.<String>read(generated, "$.content"));
		});
		assertThat(refuse(h2, "generate-changeset", "-m", "too early")).contains("1 revision is pending");
		List<String> before = script();
		succeed(h2, "upgrade", "--dry-run");
		assertThat(script()).isEqualTo(before);
		assertThat(JsonPath.<List<String>>read(succeed(h2, "upgrade", "--json"), "$.to")).containsExactly(id);
		assertThat(JsonPath.<Boolean>read(succeed(h2, "check", "--json"), "$.agrees")).isTrue();
		assertThat(succeed(h2, "current")).startsWith(id + " (head), ");
		assertThat(succeed(h2, "history").lines()).singleElement().asString().startsWith("base -> " + id + " (head)");
		assertThat(succeed(h2, "generate-changeset", "-m", "nothing")).isEqualTo("No changes detected.\n");
		assertThat(revisionFiles()).hasSize(1);
		before = script();
		assertThat(run(h2, "downgrade", 2).errors()).contains("--yes");
		succeed(h2, "downgrade", "--dry-run");
		assertThat(script()).isEqualTo(before);
		succeed(h2, "downgrade", "--yes");
		assertThat(JsonPath.<List<String>>read(succeed(h2, "status", "--json"), "$.revisions[*].state"))
			.containsExactly("PENDING");
	}

	@Test
	void invalidInputIsRejectedInOneSentence() throws Exception {
		List<String> h2 = properties(h2Url());
		write("20260101000000_one.yaml", "one");
		write("20260102000000_two.yaml", "two");
		succeed(h2, "upgrade");
		List<String> before = script();
		Map<String, String> files = files();
		assertThat(refuse(h2, "migrat")).contains("'migrat'");
		assertThat(refuse(h2, "status", "--jsno")).contains("'--jsno'", "--json");
		assertThat(refuse(h2, "downgrade", "nowhere")).contains("'nowhere'");
		assertThat(refuse(h2, "downgrade", "2026")).contains("20260101000000", "20260102000000");
		assertThat(fail(with(h2, "--spring.datasource.password=wrong"), "upgrade")).contains("password")
			.doesNotContain("wrong");
		assertThat(fail(properties("jdbc:postgresql://localhost:1/shop?password=topsecret"), "status"))
			.contains("cannot be reached")
			.doesNotContain("topsecret");
		assertThat(script()).isEqualTo(before);
		assertThat(files()).isEqualTo(files);
		Path broken = write("20260103000000_broken.yaml", "broken");
		Files.writeString(broken, "databaseChangeLog: [");
		files = files();
		assertThat(fail(h2, "upgrade")).contains(broken.getFileName().toString());
		assertThat(script()).isEqualTo(before);
		assertThat(files()).isEqualTo(files);
	}

	@Test
	void initKeepsFileNamedLikeTheVersionsDirectory() throws Exception {
		Path versions = Files.writeString(Files.createDirectories(master().getParent()).resolve("versions"), "mine");
		assertThat(fail(properties(h2Url()), "init")).contains(versions.toString());
		assertThat(files()).containsOnly(Map.entry("versions", "mine"));
	}

	@Test
	void upgradeAndDowngradeOnPostgresql() throws Exception {
		try (PostgresDatabases databases = PostgresDatabases.start()) {
			List<String> postgres = new ArrayList<>(properties(databases.create()));
			databases.credentials()
				.forEach((name, value) -> postgres
					.add("--" + name.toLowerCase(Locale.ROOT).replace('_', '.') + "=" + value));
			succeed(postgres, "init");
			assertThat(succeed(postgres, "generate-changeset", "-m", "shop")).contains("create table product");
			succeed(postgres, "upgrade");
			succeed(postgres, "check");
			succeed(postgres, "downgrade", "base", "--yes");
			assertThat(succeed(postgres, "current")).isEqualTo("base\n");
		}
	}

	private String succeed(List<String> properties, String... command) throws Exception {
		MigrateProcess.Result result = run(properties, command, 0);
		return result.output();
	}

	private String differ(List<String> properties, String... command) throws Exception {
		return run(properties, command, 1).output();
	}

	private String refuse(List<String> properties, String... command) throws Exception {
		return sentence(run(properties, command, 2));
	}

	private String fail(List<String> properties, String... command) throws Exception {
		return sentence(run(properties, command, 3));
	}

	private static String sentence(MigrateProcess.Result result) {
		assertThat(result.output()).isEmpty();
		assertThat(result.errors().lines()).singleElement().asString().startsWith("Error [").endsWith(".");
		return result.errors();
	}

	private MigrateProcess.Result run(List<String> properties, String command, int exitCode) throws Exception {
		return run(properties, new String[] { command }, exitCode);
	}

	private MigrateProcess.Result run(List<String> properties, String[] command, int exitCode) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("migrate"));
		arguments.addAll(List.of(command));
		arguments.addAll(properties);
		try (MigrateProcess process = MigrateProcess.shop(this.directory, arguments.toArray(String[]::new))) {
			MigrateProcess.Result result = process.result();
			assertThat(result.exitCode()).as(process.toString()).isEqualTo(exitCode);
			assertThat(result.errors()).doesNotContain("\tat ");
			return result;
		}
	}

	private List<String> properties(String url) {
		return List.of("--spring.liquibase.change-log=file:" + master(), "--spring.datasource.url=" + url);
	}

	private static List<String> with(List<String> properties, String... more) {
		return Stream.concat(properties.stream(), Stream.of(more)).toList();
	}

	private String h2Url() {
		return "jdbc:h2:file:" + this.directory.resolve("data/shop");
	}

	private Path master() {
		return this.directory.resolve("db/changelog/db.changelog-master.yaml");
	}

	private Path write(String name, String table) throws IOException {
		Path versions = Files.createDirectories(master().resolveSibling("versions"));
		Files.writeString(master(), """
				databaseChangeLog:
				  - includeAll:
				      path: versions/
				      relativeToChangelogFile: true
				""");
		return Files.writeString(versions.resolve(name), """
				databaseChangeLog:
				  - changeSet:
				      id: %s.1
				      author: another
				      changes:
				        - sql: { sql: create table %s (id int) }
				      rollback:
				        - sql: { sql: drop table %s }
				""".formatted(name.substring(0, 14), table, table));
	}

	private List<Path> revisionFiles() throws IOException {
		try (Stream<Path> files = Files.list(master().resolveSibling("versions"))) {
			return files.toList();
		}
	}

	private Map<String, String> files() throws IOException {
		Map<String, String> contents = new TreeMap<>();
		Path changelog = master().getParent();
		try (Stream<Path> files = Files.walk(changelog)) {
			files.filter(Files::isRegularFile)
				.forEach((file) -> contents.put(changelog.relativize(file).toString(), text(file)));
		}
		return contents;
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> script() throws SQLException {
		List<String> lines = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection(h2Url(), "sa", "");
				ResultSet rows = connection.createStatement().executeQuery("SCRIPT")) {
			while (rows.next()) {
				lines.add(rows.getString(1));
			}
		}
		return lines;
	}

}
