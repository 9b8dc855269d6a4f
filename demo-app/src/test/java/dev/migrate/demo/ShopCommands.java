package dev.migrate.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the packaged shop that use a database, each in a process of its own.
 */
abstract class ShopCommands {

	static final int DONE = 0;

	static final int DIFFERENCE = 1;

	static final int CANNOT_PROCEED = 2;

	static final int FAILED = 3;

	private static final String PRODUCT = "(?i)create table (public\\.)?product";

	private static final String DROP_OF_PRODUCT = "(?i)drop table (public\\.)?product";

	@TempDir
	Path directory;

	final Map<String, Set<Integer>> seen = new TreeMap<>();

	private final Map<String, String> environment = new HashMap<>();

	private List<String> database = List.of();

	String url = "";

	void commandsThatChangeTheDatabase(String user, String password) throws Exception {
		connect(user, password);
		createTheFirstRevision(user, password);
		upgradeAndDowngrade(user, password);
	}

	void otherCommands(String user, String password) throws Exception {
		branchAndMerge();
		stampTheHistory(user, password);
		workWithoutDatabase();
	}

	void connect(String user, String password) {
		this.database = List.of("--spring.datasource.url=" + this.url, "--spring.datasource.username=" + user,
				"--spring.datasource.password=" + password);
	}

	List<String> commands() throws Exception {
		String list = done("--help").split("Commands:\n")[1];
		return Pattern.compile("(?m)^  ([a-z-]+) ").matcher(list).results().map((match) -> match.group(1)).toList();
	}

	private void createTheFirstRevision(String user, String password) throws Exception {
		assertThat(done("list-templates")).contains("yaml");
		refused("init", "--template", "nonsense");
		assertThat(this.directory.resolve("db")).doesNotExist();
		assertThat(done("init", "--dry-run")).contains("Would write " + master());
		assertThat(this.directory.resolve("db")).doesNotExist();
		assertThat(done("init")).contains("Wrote " + master());
		assertThat(done("current")).isEqualTo("base\n");
		assertThat(done("history")).contains("no revisions yet");
		assertThat(different("check")).containsPattern(PRODUCT);
		refused("generate-changeset");
		assertThat(done("generate-changeset", "--dry-run", "-m", "Create the shop")).contains("databaseChangeLog:");
		assertThat(revisions()).isEmpty();
		assertThat(done("generate-changeset", "-m", "Create the shop")).containsPattern(PRODUCT).contains("Wrote ");
		assertThat(revisions()).singleElement().asString().contains("_create_the_shop.yaml");
		refused("generate-changeset", "-m", "too early");
		assertThat(tables(user, password)).doesNotContain("product", "databasechangelog");
	}

	private void upgradeAndDowngrade(String user, String password) throws Exception {
		assertThat(done("ensure-version", "--sql")).containsIgnoringCase("create table");
		assertThat(tables(user, password)).isEmpty();
		assertThat(done("ensure-version")).isNotEmpty();
		assertThat(done("release-lock")).contains("Nothing to release");
		assertThat(tables(user, password)).contains("databasechangelog").doesNotContain("product");
		assertThat(done("upgrade", "--sql")).containsPattern(PRODUCT);
		assertThat(done("upgrade", "--dry-run")).contains("Would run upgrade base -> ");
		assertThat(done("plan")).startsWith("From base to ").containsPattern(PRODUCT);
		assertThat(tables(user, password)).doesNotContain("product");
		assertThat(different("current", "--check-heads")).isEqualTo("base\n");
		assertThat(done("upgrade", "--tag", "first")).contains("Running upgrade base -> ");
		assertThat(tables(user, password)).contains("product");
		assertThat(done("current", "--check-heads")).contains("(head), Create the shop");
		assertThat(done("current", "-v")).contains(this.url);
		assertThat(done("check")).contains("agree");
		assertThat(done("status")).contains("applied");
		assertThat(done("doctor")).startsWith("Nothing is wrong with database main ");
		assertThat(JsonPath.<List<String>>read(done("status", "--json"), "$.revisions[*].state"))
			.containsExactly("APPLIED");
		assertThat(done("generate-changeset", "-m", "nothing")).isEqualTo("No changes detected.\n");
		refused("downgrade");
		assertThat(tables(user, password)).contains("product");
		assertThat(done("downgrade", "create_the_shop:base", "--sql")).containsPattern(DROP_OF_PRODUCT);
		assertThat(done("downgrade", "--dry-run")).contains("Would run downgrade ");
		assertThat(done("downgrade", "--yes")).contains("Running downgrade ");
		assertThat(tables(user, password)).doesNotContain("product");
		done("upgrade", "--quiet");
		assertThat(done("revise", "--yes")).contains("Running downgrade ", "Running upgrade base -> ");
		assertThat(done("check")).contains("agree");
	}

	private void branchAndMerge() throws Exception {
		assertThat(done("revision", "-m", "Left", "--branch-label", "left")).contains("Wrote ");
		refused("revision", "-m", "Right", "--head", "create_the_shop");
		done("revision", "-m", "Right", "--head", "create_the_shop", "--splice");
		assertThat(done("heads").lines()).hasSize(2);
		assertThat(done("branches")).contains("Create the shop");
		assertThat(refused("upgrade")).contains("2 heads");
		assertThat(refused("revision", "-m", "No head")).contains("heads");
		assertThat(different("check")).containsIgnoringCase("heads");
		assertThat(different("doctor")).contains("[several-heads]");
		done("upgrade", "left@head");
		done("upgrade", "heads");
		assertThat(done("current").lines()).hasSize(2);
		assertThat(refused("downgrade", "-1")).contains("2 revisions");
		done("merge", "-m", "Merge left and right");
		refused("merge", "-m", "Nothing to merge");
		done("upgrade");
		assertThat(done("current")).contains("(head) (merge), Merge left and right");
		assertThat(done("show", "left")).contains("Left");
		refused("show", "nonsense");
		assertThat(done("history", "-r", "left:head", "-i", "-v")).contains("Merge left and right");
		refused("history", "-r", "left");
		done("downgrade", "--yes");
		assertThat(done("current").lines()).hasSize(2);
		done("upgrade");
		assertThat(refused("squash", ":head", "--dry-run")).contains("is not on the class path");
		assertThat(done("adopt-drift", "-m", "By hand")).contains("There is nothing to adopt.");
		assertThat(done("revert-drift")).contains("There is nothing to revert.");
		assertThat(done("ignore-drift")).contains("There is nothing to ignore.");
		this.environment.put("EDITOR", "cat");
		assertThat(refused("edit", "left")).contains("needs a terminal");
	}

	private void stampTheHistory(String user, String password) throws Exception {
		assertThat(done("stamp", "create_the_shop", "--sql")).containsIgnoringCase("delete from");
		assertThat(done("stamp", "create_the_shop", "--dry-run")).isNotEmpty();
		assertThat(done("current")).contains("Merge left and right");
		done("stamp", "create_the_shop");
		assertThat(done("current")).contains("Create the shop").doesNotContain("(head)");
		assertThat(tables(user, password)).contains("product");
		refused("stamp", "--purge", "--sql", "head");
		done("stamp", "--purge", "base");
		assertThat(done("current")).isEqualTo("base\n");
		done("stamp");
		assertThat(done("current")).contains("(head)");
	}

	private void workWithoutDatabase() throws Exception {
		List<String> there = this.database;
		this.database = List.of("--spring.datasource.url="
				+ this.url.replaceFirst("(file:|//[^/]*/).*", "//localhost:1/x").replace("jdbc:h2:", "jdbc:h2:tcp:"),
				"--spring.datasource.password=topsecret");
		done("history");
		done("heads");
		done("branches");
		done("show");
		done("revision", "-m", "Away from the database", "--dry-run");
		assertThat(done("upgrade", "base:head", "--sql")).containsPattern(PRODUCT);
		assertThat(done("downgrade", "head:base", "--sql")).containsPattern(DROP_OF_PRODUCT);
		for (String command : List.of("status", "current", "upgrade", "downgrade", "stamp", "check", "ensure-version",
				"generate-changeset")) {
			assertThat(failed(withMessage(command))).contains("cannot be reached").doesNotContain("topsecret");
		}
		this.database = there;
	}

	static String[] withMessage(String command) {
		return switch (command) {
			case "generate-changeset", "revision", "merge", "adopt-drift" -> new String[] { command, "-m", "message" };
			case "squash" -> new String[] { command, ":head" };
			default -> new String[] { command };
		};
	}

	String done(String... command) throws Exception {
		return run(DONE, command).output();
	}

	String different(String... command) throws Exception {
		return run(DIFFERENCE, command).output();
	}

	String refused(String... command) throws Exception {
		return sentence(run(CANNOT_PROCEED, command));
	}

	String failed(String... command) throws Exception {
		return sentence(run(FAILED, command));
	}

	private static String sentence(MigrateProcess.Result result) {
		assertThat(result.output()).isEmpty();
		assertThat(result.errors().lines().toList()).last().asString().startsWith("Error [").endsWith(".");
		return result.errors();
	}

	private MigrateProcess.Result run(int exitCode, String... command) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("migrate"));
		arguments.addAll(Arrays.asList(command));
		arguments.add("--spring.liquibase.change-log=file:" + master());
		arguments.addAll(this.database);
		try (MigrateProcess process = MigrateProcess.shop(this.directory, this.environment,
				arguments.toArray(String[]::new))) {
			MigrateProcess.Result result = process.result();
			assertThat(result.exitCode()).as(process.toString()).isEqualTo(exitCode);
			assertThat(result.output() + result.errors()).doesNotContain("\tat ", "\u001b[");
			this.seen.computeIfAbsent(command[0], (name) -> new TreeSet<>()).add(exitCode);
			return result;
		}
	}

	Path master() {
		return this.directory.resolve("db/changelog/db.changelog-master.yaml");
	}

	private List<Path> revisions() throws IOException {
		try (Stream<Path> files = Files.list(master().resolveSibling("versions"))) {
			return files.sorted().toList();
		}
	}

	private Set<String> tables(String user, String password) throws SQLException {
		Set<String> names = new TreeSet<>();
		try (Connection connection = DriverManager.getConnection(this.url, user, password);
				ResultSet tables = connection.getMetaData()
					.getTables(null, null, "%", new String[] { "TABLE", "BASE TABLE" })) {
			while (tables.next()) {
				if (!"INFORMATION_SCHEMA".equals(tables.getString("TABLE_SCHEM"))) {
					names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
				}
			}
		}
		return names;
	}

}
