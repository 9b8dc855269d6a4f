package dev.migrate.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.grown.GrownApplication;
import dev.migrate.endtoend.grown.Library;
import dev.migrate.endtoend.grown.Plant;
import dev.migrate.endtoend.grown.Tickets;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications with a history: they are adopted, one entity changes, and
 * exactly that change is generated, applied and undone.
 */
@Tag("long")
class GrownApplicationsTests {

	@TempDir
	private Path folder;

	@Test
	void historyOfFlywayWithViewsAndCascades() throws IOException {
		try (TestDatabase database = TestDatabases.postgresql()) {
			runScript(database, "library.sql");
			Path scripts = Files.createDirectories(this.folder.resolve("sql"));
			Files.writeString(scripts.resolve("V1__begin.sql"), "");
			Files.writeString(scripts.resolve("V2__views.sql"), "");
			Grown library = new Grown(database, this.folder, "spring.flyway.locations=filesystem:" + scripts,
					entities(Library.Author.class, Library.Book.class, Library.Member.class, Library.Loan.class),
					mapped("without-birthday"));
			String adopted = library.done("init", "--from-flyway");
			assertThat(adopted).contains("Not in the baseline: view overdue, shelf.",
					"Not in the baseline: materialized view author_stock.", ": 11 accepted differences");
			library.assertAgrees(11);
			library.assertChange(mapped("without-birthday", "long-title"),
					"change type of book.title from character varying(100) to character varying(300)");
			library.assertChange(mapped(), "add column author.birthday");
			library.assertChange(mapped("without-birthday", "optional-member"), "drop not null on loan.member_id");
			library.assertAgrees(11);
		}
	}

	@Test
	void historyOfLiquibaseWithRenamedEnums() throws IOException {
		try (TestDatabase database = TestDatabases.postgresql()) {
			Files.createDirectories(this.folder.resolve("db"));
			Files.copy(resource("tickets.sql"), this.folder.resolve("db/tickets.sql"));
			Files.writeString(this.folder.resolve("db/db.changelog-master.yaml"), """
					databaseChangeLog:
					  - include:
					      file: tickets.sql
					      relativeToChangelogFile: true
					""");
			Grown tickets = new Grown(database, this.folder, entities(Tickets.Team.class, Tickets.Ticket.class));
			tickets.done("upgrade");
			tickets.done("init");
			assertThat(tickets.run(1, "check")).contains("Left alone: ");
			assertThat(tickets.done("check", "--accept")).contains("accepted");
			tickets.assertAgrees(3);
			tickets.assertChange(entities(Tickets.Team.class, Tickets.Waiting.Ticket.class),
					"change values of type ticketstate from [OPEN, CLOSED] to [OPEN, WAITING, CLOSED]");
			tickets.assertAgrees(3);
		}
	}

	@Test
	void schemaOfItsOwnWithTriggersAndFunctions() throws IOException {
		try (TestDatabase database = TestDatabases.postgresql()) {
			runScript(database, "plant.sql");
			Grown plant = new Grown(database, this.folder, "spring.liquibase.default-schema=plant",
					"spring.jpa.properties.hibernate.default_schema=plant",
					entities(Plant.Machine.class, Plant.Measurement.class), mapped("without-weight"));
			String adopted = plant.done("init", "--from-database");
			assertThat(adopted).contains("Not in the baseline: function keep, touch.",
					"Not in the baseline: trigger machine_touch on machine, measurement_keep on measurement.");
			plant.assertAgrees(3);
			plant.assertChange(mapped("without-weight", "fine-quality"),
					"change type of measurement.quality from integer to bigint");
			plant.assertChange(mapped(), "add column machine.weight");
			plant.assertAgrees(3);
		}
	}

	private static String entities(Class<?>... entities) {
		return "grown.entities=" + Stream.of(entities).map(Class::getName).collect(Collectors.joining(","));
	}

	private static String mapped(String... overrides) {
		return "spring.jpa.mapping-resources="
				+ Stream.of(overrides).map((name) -> "grown/" + name + ".xml").collect(Collectors.joining(","));
	}

	private static Path resource(String name) throws IOException {
		return new ClassPathResource("grown/" + name).getFile().toPath();
	}

	private static void runScript(TestDatabase database, String name) throws IOException {
		database.execute(Files.readString(resource(name)));
	}

	/**
	 * An application with a database that has a history.
	 */
	private static final class Grown {

		private final TestDatabase database;

		private final Path folder;

		private final List<String> properties;

		Grown(TestDatabase database, Path folder, String... properties) {
			this.database = database;
			this.folder = folder;
			this.properties = List.of(properties);
		}

		void assertAgrees(int accepted) {
			assertThat(done("check").lines()).containsExactly(accepted + " accepted differences are not listed.",
					"The entities, the changelog and the database agree.");
			assertThat(done("generate-changeset", "-m", "nothing").lines()).containsExactly("No changes detected.",
					accepted + " accepted differences are not listed.");
			assertThat(done("doctor")).startsWith("Nothing is wrong with database main ");
		}

		/**
		 * Assert that a change of the mapping is generated, and nothing else, and that it
		 * can be applied and undone.
		 * @param mapping the property with the changed mapping
		 * @param expected the description of the change
		 */
		void assertChange(String mapping, String expected) throws IOException {
			String name = mapping.substring(0, mapping.indexOf('=') + 1);
			Grown changed = new Grown(this.database, this.folder,
					Stream
						.concat(this.properties.stream().filter((property) -> !property.startsWith(name)),
								Stream.of(mapping))
						.toArray(String[]::new));
			List<String> schema = Oracle.of(this.database);
			Map<String, List<String>> rows = rows();
			assertThat(changed.run(1, "check")).contains(expected);
			String generated = changed.done("generate-changeset", "-m", "change");
			assertThat(generated).startsWith(expected).containsPattern("(?m)^1 change: ");
			changed.done("upgrade");
			assertThat(Oracle.of(this.database)).isNotEqualTo(schema);
			assertThat(changed.done("check")).contains("agree");
			changed.done("downgrade", "--yes");
			assertThat(Oracle.of(this.database)).isEqualTo(schema);
			assertThat(rows()).isEqualTo(rows);
			try (Stream<Path> files = Files.list(this.folder.resolve("db/versions"))) {
				Files.delete(files.filter((file) -> file.toString().endsWith("_change.yaml")).findAny().orElseThrow());
			}
		}

		private Map<String, List<String>> rows() {
			JdbcClient client = JdbcClient.create(this.database.dataSource());
			Map<String, List<String>> rows = new TreeMap<>();
			client.sql("""
					select format('%I.%I', schemaname, relname) from pg_stat_user_tables
					where relname not like 'databasechangelog%'""")
				.query(String.class)
				.list()
				.forEach((table) -> rows.put(table,
						client.sql("select t::text from " + table + " t order by 1").query(String.class).list()));
			return rows;
		}

		String done(String... command) {
			return run(0, command);
		}

		String run(int exitCode, String... command) {
			List<String> own = List.of("spring.datasource.url=" + this.database.url(),
					"spring.datasource.username=" + this.database.username(),
					"spring.datasource.password=" + this.database.password());
			CommandResult result = Shop
				.of(GrownApplication.class, this.folder,
						Stream.concat(own.stream(), this.properties.stream()).toArray(String[]::new))
				.migrate(command);
			assertThat(result.exitCode()).as(result.err() + result.out()).isEqualTo(exitCode);
			return result.out();
		}

	}

}
