package dev.migrate.autoconfigure;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrate.CheckRequest;
import dev.migrate.MigrationException;
import dev.migrate.Migrations;
import dev.migrate.autoconfigure.StartupProperties.OnStartup;
import dev.migrate.dialect.Rows;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base class for tests of {@code migrate.on-startup}, with an application whose database
 * is in one of several states.
 */
abstract class AbstractOnStartupTests {

	static final String FIRST = "20260101000000";

	static final String SECOND = "20260102000000";

	@TempDir
	Path folder;

	ChangelogFolder changelog() {
		return ChangelogFolder.withVersions(this.folder)
			.write("db/changelog/versions/" + FIRST + "_create_person.yaml", """
					databaseChangeLog:
					  - changeSet:
					      id: "%s.1"
					      author: ada
					      created: table person
					      changes:
					        - sql:
					            sql: create table person (id bigint not null primary key, name varchar(255),
					              a integer, b integer, c integer, d integer, e integer, f integer)
					  - changeSet:
					      id: "repeated"
					      author: ada
					      runOnChange: true
					      changes: [{sql: {sql: update person set a = b}}]
					""".formatted(FIRST));
	}

	void prepare(TestDatabase database, State state) throws Exception {
		ChangelogFolder files = changelog();
		if (state != State.PENDING) {
			second(files);
		}
		if (state == State.EMPTY) {
			return;
		}
		assertThat(start(database, OnStartup.UPGRADE)).isEqualTo("starts");
		second(files);
		switch (state) {
			case EDITED -> database.execute("update databasechangelog set md5sum = '9:00000000000000000000000000000000'"
					+ " where id = '" + SECOND + ".1'");
			case DELETED -> insertRow(database, "20260101120000", 0);
			case NEWER -> {
				insertRow(database, "20260103000000", 99);
				database.execute("alter table person drop column name");
			}
			case NEWER_AND_REPEATED -> {
				insertRow(database, "20260103000000", 99);
				database.execute("update databasechangelog set md5sum = '9:00000000000000000000000000000000',"
						+ " orderexecuted = 100 where id = 'repeated'");
			}
			case DRIFT -> database.execute("alter table person drop column name");
			case ACCEPTED -> {
				database.execute("alter table person drop column name");
				application(database)
					.withPropertyValues("migrate.on-startup=none", "migrate.scratch.enabled=false",
							"migrate.resources-directory=" + this.folder)
					.run((context) -> context.getBean(Migrations.class)
						.database("main")
						.check(CheckRequest.accepting()));
				assertThat(this.folder.resolve("db/changelog/versions-accepted-differences.jsonl")).exists();
			}
			default -> {
			}
		}
	}

	static void second(ChangelogFolder files) {
		files.write("db/changelog/versions/" + SECOND + "_create_other.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "%s.1"
				      author: ada
				      changes: [{sql: {sql: create table other (id bigint)}}]
				""".formatted(SECOND));
	}

	static void insertRow(TestDatabase database, String id, int order) {
		database.execute("insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
				+ " values ('" + id + ".1', 'ada', 'db/changelog/versions/" + id + "_gone.yaml', current_timestamp, "
				+ order + ", 'EXECUTED')");
	}

	String start(TestDatabase database, OnStartup mode) {
		return outcome(application(database).withPropertyValues(properties(mode)));
	}

	static String[] properties(OnStartup mode) {
		return new String[] { "migrate.on-startup=" + mode.name().toLowerCase(Locale.ROOT), "migrate.wait-timeout=0s" };
	}

	static String outcome(ApplicationContextRunner application) {
		List<String> outcome = new ArrayList<>();
		application.run((context) -> outcome
			.add((context.getStartupFailure() != null) ? code(context.getStartupFailure()) : "starts"));
		return outcome.get(0);
	}

	static String code(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MigrationException own) {
				return own.code().toString();
			}
		}
		throw new IllegalStateException(failure);
	}

	ApplicationContextRunner application(TestDatabase database) {
		return withoutEntities(database.url(), database.username(), database.password())
			.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(Entities.class);
	}

	ApplicationContextRunner withoutEntities(String url, String username, String password) {
		return new ApplicationContextRunner().withClassLoader(classLoader())
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					LiquibaseAutoConfiguration.class, MigrateAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + url, "spring.datasource.username=" + username,
					"spring.datasource.password=" + password, "spring.liquibase.change-log=" + ChangelogFolder.MASTER);
	}

	ClassLoader classLoader() {
		try {
			return new URLClassLoader(new URL[] { this.folder.toUri().toURL() },
					Thread.currentThread().getContextClassLoader());
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static List<String> content(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			List<String> content = new ArrayList<>(Rows.read(connection,
					"select lower(table_name) from information_schema.tables where lower(table_schema) = 'public'"
							+ " order by 1",
					List.of(), (rows) -> rows.getString(1)));
			if (content.contains("databasechangelog")) {
				content.addAll(Rows.read(connection,
						"select concat(id, ' ', orderexecuted, ' ', md5sum) from databasechangelog order by id",
						List.of(), (rows) -> rows.getString(1)));
			}
			return content;
		}
	}

	/**
	 * The states of a database, and of the changelog of the application beside it.
	 */
	enum State {

		/**
		 * The database has no tables.
		 */
		EMPTY,

		/**
		 * Everything is applied.
		 */
		UP_TO_DATE,

		/**
		 * The second revision is pending.
		 */
		PENDING,

		/**
		 * A changeset was edited after it had been applied.
		 */
		EDITED,

		/**
		 * The file of a revision between others has been deleted.
		 */
		DELETED,

		/**
		 * A newer version of the application has applied a revision, and has dropped a
		 * column.
		 */
		NEWER,

		/**
		 * A newer version has also repeated a changeset with another text.
		 */
		NEWER_AND_REPEATED,

		/**
		 * A column of an entity was dropped by hand.
		 */
		DRIFT,

		/**
		 * The same, and the difference is accepted.
		 */
		ACCEPTED

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = AbstractOnStartupTests.class)
	static class Entities {

	}

	@Entity(name = "person")
	static class Person {

		@Id
		Long id;

		String name;

		Integer a;

		Integer b;

		Integer c;

		Integer d;

		Integer e;

		Integer f;

	}

}
