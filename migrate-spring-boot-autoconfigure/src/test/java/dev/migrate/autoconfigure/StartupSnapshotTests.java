package dev.migrate.autoconfigure;

import java.nio.file.Path;

import ch.qos.logback.classic.Level;
import dev.migrate.CannotProceedException;
import dev.migrate.Migrations;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.LogMessages;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the snapshots that the runs of Spring Boot leave on startup.
 */
class StartupSnapshotTests {

	private static final String CHANGED = "The table person was changed by hand since the last run of"
			+ " migrations: person.note column is new: ";

	private AutoCloseable locks;

	@RegisterExtension
	private final LogMessages messages = LogMessages.from(Level.WARN);

	@TempDir
	private Path folder;

	@BeforeEach
	void revisions() {
		this.locks = RealLocks.everywhere();
		ChangelogFolder.withVersions(this.folder);
		revision(1, "create table person (id integer not null primary key)");
	}

	@AfterEach
	void unlock() throws Exception {
		this.locks.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB", "SQLITE" })
	void changeByHandIsLoggedBeforeTheRun(TestProduct product) {
		try (TestDatabase database = product.create()) {
			start(database).close();
			revision(2, "alter table person add name varchar(10)");
			start(database).close();
			assertThat(this.messages.toString()).doesNotContain("was changed by hand");
			database.execute("alter table person add note varchar(10)");
			start(database).close();
			revision(3, "alter table person add town varchar(10)");
			try (ConfigurableApplicationContext application = start(database, "migrate.on-startup=none")) {
				assertThatExceptionOfType(CannotProceedException.class)
					.isThrownBy(() -> application.getBean(Migrations.class).database("main").upgrade("head"))
					.withMessageStartingWith(CHANGED);
			}
			assertThat(this.messages.toString()).doesNotContain("was changed by hand");
			start(database).close();
			assertThat(this.messages.toString()).contains(CHANGED);
			revision(4, "alter table person add street varchar(10)");
			start(database).close();
			assertThat(this.messages.count("was changed by hand")).isOne();
		}
	}

	@Test
	void propertyTurnsThemOff() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			start(database, "migrate.snapshots.enabled=false").close();
			database.execute("alter table person add note varchar(10)");
			revision(2, "alter table person add name varchar(10)");
			start(database).close();
			assertThat(this.messages.toString()).doesNotContain("was changed by hand");
		}
	}

	private ConfigurableApplicationContext start(TestDatabase database, String... properties) {
		return new SpringApplicationBuilder(Application.class).resourceLoader(new ChangelogFolder(this.folder).loader())
			.web(WebApplicationType.NONE)
			.properties(properties)
			.properties("spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password())
			.run();
	}

	private void revision(int number, String sql) {
		String id = "2026010" + number + "000000";
		new ChangelogFolder(this.folder).write("db/changelog/versions/" + id + "_step.yaml", """
				databaseChangeLog:
				  - property: {name: migrate.parent, value: "%s", global: false}
				  - changeSet: {id: "%s.1", author: ada, changes: [{sql: {sql: "%s"}}]}
				""".formatted((number == 1) ? "base" : "2026010" + (number - 1) + "000000", id, sql));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class,
			MigrateAutoConfiguration.class })
	static class Application {

	}

}
