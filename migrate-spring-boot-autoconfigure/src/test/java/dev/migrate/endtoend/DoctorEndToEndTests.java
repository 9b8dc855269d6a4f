package dev.migrate.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrate.FindingView.Severity;
import dev.migrate.command.CommandResult;
import dev.migrate.diagnosis.Problem;
import dev.migrate.endtoend.shop.ShopApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code doctor} names mistakes that are made on purpose, and nothing else.
 */
class DoctorEndToEndTests {

	private static final String MASTER = "db/db.changelog-master.yaml";

	private static final String FIRST = "db/versions/20260101000000_create_old.yaml";

	private static final String CONFIGURATION = "application.properties";

	private static final String INCLUDE = """
			databaseChangeLog:
			- includeAll:
			    path: versions/
			    relativeToChangelogFile: true
			    errorIfMissingOrEmpty: false
			""";

	@TempDir
	private Path project;

	@BeforeEach
	void createProject() {
		write("src/main/resources/" + MASTER, INCLUDE);
		revision("20260101000000", "base", "old");
	}

	static List<Mistake> mistakes() {
		List<Mistake> mistakes = new ArrayList<>();
		mistakes.add(property("spring.jpa.hibernate.ddl-auto=update", Problem.DDL_AUTO));
		mistakes.add(property("spring.jpa.properties.hibernate.hbm2ddl.auto=create", Problem.DDL_AUTO));
		mistakes.add(property("spring.jpa.generate-ddl=true", Problem.DDL_AUTO));
		mistakes.add(property("spring.liquibase.drop-first=true", Problem.DROP_FIRST));
		mistakes.add(property("spring.liquibase.dropFirst=true", Problem.DROP_FIRST));
		mistakes.add(new Mistake("drop-first of another database", Problem.DROP_FIRST, CONFIGURATION + ":3",
				(test) -> test.configure("migrate.databases.customerOrders.change-log=classpath:" + MASTER,
						"migrate.databases.customerOrders.url=" + test.url() + "2",
						"migrate.databases.customerOrders.dropFirst=true",
						"migrate.databases.customerOrders.user=sa")));
		mistakes.add(property("migrate.version-locations=../elsewhere", Problem.SETTING_INVALID));
		mistakes.add(property("spring.liquibase.clear-checksums=true", Problem.CLEAR_CHECKSUMS));
		mistakes.add(property("spring.liquibase.test-rollback-on-update=true", Problem.TEST_ROLLBACK));
		mistakes.add(property("spring.liquibase.enabled=false", Problem.LIQUIBASE_DISABLED));
		mistakes.add(property("spring.main.lazy-initialization=true", Problem.LAZY_INITIALIZATION));
		mistakes.add(property("migrate.resource-directory=src/main/resources", Problem.PROPERTY_UNKNOWN));
		mistakes.add(property("migrate.databases.audit.change-lock=x", Problem.PROPERTY_UNKNOWN));
		mistakes.add(property("spring.liquibase.default-schema=NOWHERE", Problem.SCHEMA_MISSING).at(""));
		mistakes.add(property("spring.liquibase.liquibase-schema=NOWHERE", Problem.SCHEMA_MISSING).at(""));
		mistakes.add(property("migrate.hooks[0].name=format", Problem.SETTING_INVALID));
		mistakes.add(property("spring.datasource.url=jdbc:h2:mem:doctor", Problem.IN_MEMORY));
		mistakes.add(property("spring.datasource.url=jdbc:h2:file:./x;IFEXISTS=TRUE", Problem.DATABASE_UNREACHABLE));
		mistakes.add(property("spring.datasource.url=jdbc:h2:file:${project}/auto;AUTO_SERVER=TRUE",
				Problem.OPEN_TO_NETWORK));
		mistakes.add(new Mistake("read-only database", Problem.DATABASE_READ_ONLY, CONFIGURATION + ":1", (test) -> {
			test.execute("create table x (id int)");
			test.configure("spring.datasource.url=" + test.url() + ";ACCESS_MODE_DATA=r");
		}));
		mistakes
			.add(new Mistake("schema.sql beside the changelog", Problem.SCHEMA_SCRIPT, CONFIGURATION + ":1", (test) -> {
				test.configure("spring.sql.init.mode=always");
				test.write("target/classes/schema.sql", "create table x (id int);");
			}));
		mistakes.add(new Mistake("stranger without rights", Problem.PRIVILEGE_MISSING, CONFIGURATION + ":1", (test) -> {
			test.execute("create user stranger password 'secret'");
			test.configure("spring.datasource.url=" + test.url(), "spring.datasource.username=stranger",
					"spring.datasource.password=secret");
		}));
		mistakes.add(new Mistake("no changelog", Problem.CHANGELOG_MISSING, "",
				(test) -> test.delete("src/main/resources/" + MASTER, "src/main/resources/" + FIRST)));
		mistakes.add(new Mistake("changelog under src/main/java", Problem.CHANGELOG_MISSING, "src/main/java/" + MASTER,
				(test) -> test.move(MASTER, "src/main/java/" + MASTER)));
		mistakes.add(new Mistake("changelog with another ending", Problem.CHANGELOG_MISSING,
				"src/main/resources/db/db.changelog-master.yml",
				(test) -> test.move(MASTER, "src/main/resources/db/db.changelog-master.yml")));
		mistakes.add(new Mistake("second master", Problem.SECOND_CHANGELOG, "db/db.changelog-master.xml",
				(test) -> test.source("db/db.changelog-master.xml", "<databaseChangeLog/>")));
		mistakes.add(new Mistake("changelog of another module", Problem.CHANGELOG_OUTSIDE_RESOURCES, "", (test) -> {
			test.delete("src/main/resources/" + MASTER, "src/main/resources/" + FIRST, "src/main/resources/db/versions",
					"src/main/resources/db");
			test.write("target/classes/" + MASTER, INCLUDE);
		}));
		mistakes.add(new Mistake("master without versions", Problem.REVISION_NOT_INCLUDED, FIRST,
				(test) -> test.source(MASTER, "databaseChangeLog: []\n")));
		mistakes.add(new Mistake("master without empty versions", Problem.VERSIONS_NOT_INCLUDED, MASTER, (test) -> {
			test.source(MASTER, "databaseChangeLog: []\n");
			test.delete("src/main/resources/" + FIRST);
		}));
		mistakes.add(new Mistake("master with single files", Problem.REVISION_NOT_INCLUDED,
				"20260102000000_create_new.yaml", (test) -> {
					test.source(MASTER, """
							databaseChangeLog:
							- include:
							    file: versions/20260101000000_create_old.yaml
							    relativeToChangelogFile: true
							""");
					test.revision("20260102000000", "20260101000000", "new");
				}));
		mistakes.add(new Mistake("broken YAML", Problem.CHANGELOG_INVALID, FIRST + ":4",
				(test) -> test.source(FIRST, "databaseChangeLog:\n- changeSet:\n  id: [\n")));
		mistakes.add(new Mistake("merge markers", Problem.CHANGELOG_INVALID, FIRST + ":2",
				(test) -> test.source(FIRST, "databaseChangeLog:\n<<<<<<< HEAD\n=======\n>>>>>>> other\n")));
		mistakes.add(new Mistake("unknown parent", Problem.CHANGELOG_INVALID, "20260102000000_create_new.yaml",
				(test) -> test.revision("20260102000000", "20250101000000", "new")));
		mistakes.add(new Mistake("empty revision", Problem.CHANGELOG_INVALID, "20260102000000_nothing.yaml",
				(test) -> test.source("db/versions/20260102000000_nothing.yaml", "databaseChangeLog: []\n")));
		mistakes.add(new Mistake("same changeset twice", Problem.CHANGELOG_INVALID, "20260101000000_second.yaml",
				(test) -> test.copy(FIRST, "db/versions/20260101000000_second.yaml")));
		mistakes.add(new Mistake("value to fill in", Problem.VALUE_MISSING, "20260102000000_fill.sql:3",
				(test) -> test.source("db/versions/20260102000000_fill.sql", """
						-- liquibase formatted sql
						-- changeset ann:1
						update old set id = FILL_IN_old_id;
						""")));
		mistakes.add(new Mistake("parameter without a value", Problem.PARAMETER_UNDEFINED,
				"20260102000000_parameter.sql:3", (test) -> test.source("db/versions/20260102000000_parameter.sql", """
						-- liquibase formatted sql
						-- changeset ann:1
						create table x (id int) ${tablespace};
						""")));
		mistakes.add(new Mistake("no rollback", Problem.ROLLBACK_MISSING, "20260102000000_final.sql:2",
				(test) -> test.source("db/versions/20260102000000_final.sql", """
						-- liquibase formatted sql
						-- changeset ann:first-of-all
						create table x (id int);
						""")));
		mistakes.add(new Mistake("script without header", Problem.SCRIPT_WITHOUT_HEADER, "V1__create_x.sql:1",
				(test) -> test.source("db/versions/V1__create_x.sql", "create table x (id int);\n")));
		mistakes.add(new Mistake("script with a comment before the header", Problem.SCRIPT_WITHOUT_HEADER,
				"20260102000000_licensed.sql:1", (test) -> test.source("db/versions/20260102000000_licensed.sql", """
						-- Copyright 2026 Example
						-- liquibase formatted sql
						-- changeset ann:1
						create table x (id int);
						""")));
		mistakes.add(new Mistake("file that is no changelog", Problem.NOT_A_CHANGELOG, "notes.txt",
				(test) -> test.source("db/versions/notes.txt", "remember the milk")));
		mistakes.add(new Mistake("two heads", Problem.SEVERAL_HEADS, "20260103000000_create_right.yaml", (test) -> {
			test.revision("20260102000000", "20260101000000", "left");
			test.revision("20260103000000", "20260101000000", "right");
		}));
		mistakes.add(new Mistake("deleted source", Problem.BUILD_STALE,
				"target/classes/db/versions/20260102000000_create_gone.yaml", (test) -> {
					test.revision("20260102000000", "20260101000000", "gone");
					test.move("db/versions/20260102000000_create_gone.yaml",
							"target/classes/db/versions/20260102000000_create_gone.yaml");
				}));
		mistakes.add(new Mistake("filtered changelog", Problem.CHANGELOG_FILTERED, "20260102000000_filtered.sql:3",
				(test) -> {
					String text = """
							-- liquibase formatted sql
							-- changeset ann:1
							insert into old values (@project.version@);
							""";
					test.source("db/versions/20260102000000_filtered.sql", text);
					test.write("target/classes/db/versions/20260102000000_filtered.sql",
							text.replace("@project.version@", "1"));
				}));
		mistakes.add(new Mistake("class older than its source", Problem.CLASS_STALE, "ShopApplication.java", (test) -> {
			Path source = test.write("src/main/java/dev/migrate/endtoend/shop/ShopApplication.java",
					"import jakarta.persistence.Entity; @Entity class ShopApplication { }");
			test.touch(source, Instant.now().plusSeconds(100));
		}));
		mistakes.add(new Mistake("edited changeset", Problem.CHANGESET_EDITED, FIRST + ":8", (test) -> {
			test.done("upgrade");
			test.source(FIRST, test.text(FIRST).replace("bigint", "int"));
		}));
		mistakes.add(new Mistake("edited changeset with a short id", Problem.CHANGESET_EDITED, FIRST + ":4", (test) -> {
			String text = """
					# version 1
					databaseChangeLog:
					- changeSet:
					    id: 1
					    author: ann
					    changes: [ { createTable: { tableName: x1, columns: [ { column: { name: id, type: int } } ] } } ]
					""";
			test.source(FIRST, text);
			test.done("upgrade");
			test.source(FIRST, text.replace("type: int", "type: bigint"));
		}));
		mistakes.add(new Mistake("database newer than the code", Problem.REVISION_UNKNOWN, "", (test) -> {
			test.revision("20260102000000", "20260101000000", "new");
			test.done("upgrade");
			test.delete("src/main/resources/db/versions/20260102000000_create_new.yaml");
		}));
		mistakes.add(new Mistake("lock that was left", Problem.LOCKED, "", (test) -> {
			test.done("upgrade");
			// The tests of a process do without a lock of their own.
			test.execute(
					"create table databasechangeloglock (id int, locked boolean, lockgranted timestamp,"
							+ " lockedby varchar(255))",
					"insert into databasechangeloglock values (1, true, current_timestamp, 'pod-1')");
		}));
		mistakes.add(new Mistake("pending revision", Problem.PENDING, "", (test) -> {
		}));
		mistakes.add(new Mistake("history in another schema", Problem.HISTORY_ELSEWHERE, "", (test) -> {
			test.done("upgrade");
			test.execute("create schema shop", "alter user sa set password ''");
			test.configure("spring.datasource.url=" + test.url() + ";SCHEMA=SHOP");
		}));
		mistakes.add(new Mistake("tables without history", Problem.HISTORY_MISSING, "",
				(test) -> test.execute("create table product (id bigint primary key)"))
			.withEntities());
		mistakes.add(new Mistake("objects of others", Problem.LEFT_ALONE, "", (test) -> {
			test.done("upgrade");
			test.execute("create table stranger (id int)", "create view v as select * from stranger");
		}).withEntities());
		mistakes.add(new Mistake("broken file of accepted differences", Problem.ACCEPTED_DIFFERENCES_INVALID,
				"db/versions-accepted-differences.jsonl",
				(test) -> test.source("db/versions-accepted-differences.jsonl", "{\n")));
		mistakes.add(new Mistake("entity without identifier", Problem.ENTITIES_INVALID, "",
				(test) -> test.configure("spring.jpa.properties.hibernate.dialect=com.example.Nowhere"))
			.withEntities());
		return mistakes;
	}

	@ParameterizedTest(name = "[{0}]")
	@MethodSource("mistakes")
	void mistakeIsNamed(Mistake mistake) throws IOException {
		this.application = mistake.application();
		mistake.seed().on(this);
		CommandResult result = doctor();
		List<JsonNode> found = findings(result).stream()
			.filter((finding) -> finding.get("code").asText().equals(mistake.problem().code()))
			.toList();
		assertThat(found).as(result.out() + result.err()).hasSize(1);
		String file = found.get(0).get("file").asText("");
		String place = file.equals("null") ? "" : file;
		if (!found.get(0).get("line").isNull()) {
			place += ":" + found.get(0).get("line").asInt();
		}
		assertThat(place).endsWith(mistake.place());
		assertThat(mistake.place().isEmpty()).as(place).isEqualTo(place.isEmpty());
		boolean wrong = findings(result).stream()
			.anyMatch((finding) -> !finding.get("severity").asText().equals(Severity.NOTE.name()));
		assertThat(result.exitCode()).isEqualTo(wrong ? 1 : 0);
	}

	static List<Mistake> ordinary() {
		List<Mistake> ordinary = new ArrayList<>();
		ordinary.add(new Mistake("changelog at the root of the resources", Problem.BUILD_STALE, "", (test) -> {
			test.delete("src/main/resources/" + MASTER);
			test.source("main.yaml", INCLUDE.replace("versions/", "db/versions/"));
			test.write("target/classes/main.yaml", INCLUDE.replace("versions/", "db/versions/"));
			test.write("target/classes/META-INF/metadata.json", "{}");
			test.source("application.yaml", "name: '@project.version@'\n");
			test.write("target/classes/application.yaml", "name: '1'\n");
			test.master = "main.yaml";
			test.properties.add("migrate.version-locations=db/versions");
		}));
		ordinary.add(new Mistake("single files and their data", Problem.SCRIPT_WITHOUT_HEADER, "", (test) -> {
			test.source("db/versions/001-init.sql", """
					-- liquibase formatted sql
					-- changeset ann:1
					select 1;
					-- rollback empty
					""");
			test.source("db/versions/data/rows.csv", "id\n1\n");
			test.source("db/versions/x.sql", "create table x (id int);");
			test.delete("src/main/resources/" + FIRST);
			test.source(MASTER, """
					databaseChangeLog:
					- include:
					    file: versions/001-init.sql
					    relativeToChangelogFile: true
					- changeSet:
					    id: 1
					    author: ann
					    changes: [ { sqlFile: { path: db/versions/x.sql } } ]
					    rollback: [ { empty: {} } ]
					""");
		}));
		ordinary.add(new Mistake("script with a byte order mark", Problem.SCRIPT_WITHOUT_HEADER, "",
				(test) -> test.source("db/versions/20260102000000_mark.sql", "\ufeff" + """
						-- liquibase formatted sql
						-- changeset ann:1
						create table x (id int);
						-- rollback drop table x;
						""")));
		ordinary.add(new Mistake("setting that a profile overrides", Problem.DROP_FIRST, "", (test) -> {
			test.configure("spring.liquibase.drop-first=true");
			test.write("target/classes/application-prod.properties", "spring.liquibase.drop-first=false\n");
			test.properties.add("spring.profiles.active=prod");
		}));
		ordinary.add(new Mistake("another application's history", Problem.HISTORY_ELSEWHERE, "",
				(test) -> test.execute("create schema other",
						"create table other.databasechangelog (id varchar(255), filename varchar(255))",
						"insert into other.databasechangelog values ('1', 'other.yaml')")));
		ordinary.add(new Mistake("schema that a revision creates", Problem.SCHEMA_MISSING, "", (test) -> {
			test.source(FIRST, """
					databaseChangeLog:
					- changeSet: { id: "1", author: ann, changes: [ { sql: { sql: create schema shop } } ],
					    rollback: [ { sql: { sql: drop schema shop } } ] }
					""");
			test.configure("spring.liquibase.default-schema=SHOP", "spring.liquibase.liquibase-schema=PUBLIC");
		}));
		return ordinary;
	}

	@ParameterizedTest(name = "[{0}]")
	@MethodSource("ordinary")
	void ordinaryProjectGivesNoAlarm(Mistake ordinary) throws IOException {
		ordinary.seed().on(this);
		CommandResult result = doctor();
		assertThat(findings(result)).filteredOn((finding) -> !finding.get("severity").asText().equals("NOTE"))
			.isEmpty();
		assertThat(result.exitCode()).isZero();
	}

	@Test
	void changelogOfTwoJarsIsNamed() throws IOException {
		write("target/classes/" + MASTER, INCLUDE);
		Path other = write("other/" + MASTER, INCLUDE);
		Shop shop = shop();
		FileSystemUtils.deleteRecursively(this.project.resolve("src"));
		ClassLoader both = new URLClassLoader(new URL[] { this.project.resolve("target/classes").toUri().toURL(),
				other.getParent().getParent().toUri().toURL() }, getClass().getClassLoader());
		CommandResult result = new Shop(shop.application(), shop.folder(), new DefaultResourceLoader(both),
				shop.properties())
			.migrate("doctor", "--json");
		assertThat(codes(result)).contains(Problem.CHANGELOG_AMBIGUOUS.code());
	}

	@Test
	void everyProblemIsSeeded() {
		Set<Problem> elsewhere = Set.of(Problem.LICENCE, Problem.CHANGELOG_AMBIGUOUS, Problem.CHANGELOG_NOT_PACKAGED,
				Problem.DATABASE_UNSUPPORTED, Problem.TABLE_OF_OTHER_OWNER, Problem.SESSION_LOST,
				Problem.CONNECTIONS_EXHAUSTED, Problem.CLOCK_DIFFERS, Problem.ENCODING_LIMITED, Problem.INDEX_INVALID,
				Problem.TIME_ZONE_DIFFERS, Problem.OTHER_MIGRATION_TOOL, Problem.NOT_EXAMINED,
				Problem.PRECONDITION_NOT_MET, Problem.TABLE_CHANGED);
		Set<Problem> seeded = new LinkedHashSet<>(mistakes().stream().map(Mistake::problem).toList());
		assertThat(Stream.of(Problem.values()).filter((problem) -> !seeded.contains(problem)))
			.containsExactlyInAnyOrderElementsOf(elsewhere);
	}

	@Test
	void nothingIsWrongWithAProject() throws IOException {
		assertThat(codes(doctor())).containsOnly(Problem.LICENCE.code(), Problem.PENDING.code());
		done("upgrade");
		CommandResult result = doctor();
		assertThat(codes(result)).containsOnly(Problem.LICENCE.code());
		assertThat(result.exitCode()).isZero();
		assertThat(shop().migrate("doctor").out()).startsWith("Nothing is wrong with database main (1 note).\n");
	}

	private static Mistake property(String property, Problem problem) {
		return new Mistake(property, problem, CONFIGURATION + ":1",
				(test) -> test.configure(property.replace("${project}", test.project.toString())));
	}

	private Class<?> application = PlainApplication.class;

	private String master = MASTER;

	private final List<String> properties = new ArrayList<>();

	private CommandResult doctor() {
		return shop().migrate("doctor", "--json");
	}

	private void done(String command) {
		CommandResult result = shop().migrate(command);
		assertThat(result.exitCode()).as(result.err()).isZero();
	}

	private Shop shop() {
		List<String> properties = new ArrayList<>();
		String configuration = text("target/classes/" + CONFIGURATION);
		if (!configuration.contains("spring.datasource.url=")) {
			properties.add("spring.datasource.url=" + url());
		}
		if (!configuration.contains("spring.datasource.username=")) {
			properties.add("spring.datasource.username=sa");
		}
		properties.addAll(this.properties);
		return Shop.inProject(this.application, this.project, this.master, properties.toArray(String[]::new));
	}

	private String url() {
		return "jdbc:h2:file:" + this.project.resolve("shop");
	}

	private void configure(String... lines) {
		String text = String.join("\n", lines) + "\n";
		write("src/main/resources/" + CONFIGURATION, text);
		write("target/classes/" + CONFIGURATION, text);
	}

	private void execute(String... statements) {
		try (Connection connection = DriverManager.getConnection(url(), "sa", "");
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void revision(String id, String parent, String table) {
		Shop.inProject(this.application, this.project, MASTER).revision(id, parent, table);
	}

	private void source(String path, String text) {
		write("src/main/resources/" + path, text);
	}

	private Path write(String path, String text) {
		try {
			Path file = this.project.resolve(path);
			Files.createDirectories(file.getParent());
			return Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void copy(String from, String to) {
		source(to, text("src/main/resources/" + from));
	}

	private void move(String from, String to) {
		write(to, text("src/main/resources/" + from));
		delete("src/main/resources/" + from);
	}

	private void delete(String... paths) {
		try {
			for (String path : paths) {
				Files.delete(this.project.resolve(path));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void touch(Path file, Instant time) {
		try {
			Files.setLastModifiedTime(file, FileTime.from(time));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String text(String path) {
		try {
			Path file = this.project.resolve(path);
			Path source = this.project.resolve("src/main/resources").resolve(path);
			Path found = Files.exists(source) ? source : file;
			return Files.exists(found) ? Files.readString(found, StandardCharsets.UTF_8) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<JsonNode> findings(CommandResult result) throws IOException {
		List<JsonNode> findings = new ArrayList<>();
		assertThat(result.out()).as(result.err()).isNotEmpty();
		JsonNode json = new ObjectMapper().readTree(result.out());
		List<JsonNode> databases = new ArrayList<>();
		json.path("databases").forEach(databases::add);
		(databases.isEmpty() ? List.of(json) : databases)
			.forEach((database) -> database.get("findings").forEach(findings::add));
		return findings;
	}

	private static List<String> codes(CommandResult result) throws IOException {
		return findings(result).stream().map((finding) -> finding.get("code").asText()).toList();
	}

	/**
	 * A mistake in a project.
	 *
	 * @param name what is wrong
	 * @param problem the problem that it is
	 * @param place the end of the file and the line; empty if there is no file
	 * @param application the application
	 * @param seed makes the mistake
	 */
	private record Mistake(String name, Problem problem, String place, Class<?> application, Seed seed) {

		Mistake(String name, Problem problem, String place, Seed seed) {
			this(name, problem, place, PlainApplication.class, seed);
		}

		Mistake at(String place) {
			return new Mistake(this.name, this.problem, place, this.application, this.seed);
		}

		Mistake withEntities() {
			return new Mistake(this.name, this.problem, this.place, ShopApplication.class, this.seed);
		}

		@Override
		public String toString() {
			return this.problem.code() + ": " + this.name;
		}

	}

	/**
	 * Makes a mistake.
	 */
	private interface Seed {

		void on(DoctorEndToEndTests test);

	}

}
