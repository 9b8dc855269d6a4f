package dev.migrate.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import dev.migrate.MigrationListener;
import dev.migrate.Migrations;
import dev.migrate.RevisionState;
import dev.migrate.UpgradeRequest;
import dev.migrate.autoconfigure.StartupProperties.OnStartup;
import dev.migrate.command.mode.CommandMode;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code migrate.on-startup}: which application starts on which database.
 */
class OnStartupTests extends AbstractOnStartupTests {

	private static final String UNREACHABLE = "jdbc:h2:tcp://127.0.0.1:1/nowhere";

	@ParameterizedTest
	@CsvSource({ "UPGRADE, EMPTY, starts", "UPGRADE, UP_TO_DATE, starts", "UPGRADE, PENDING, starts",
			"UPGRADE, DELETED, starts", "UPGRADE, NEWER, starts", "UPGRADE, DRIFT, starts", "UPGRADE, ACCEPTED, starts",
			"CHECK, EMPTY, revisions-pending", "CHECK, UP_TO_DATE, starts", "CHECK, PENDING, revisions-pending",
			"CHECK, EDITED, changeset-edited", "CHECK, DELETED, revision-unknown", "CHECK, NEWER, starts",
			"CHECK, NEWER_AND_REPEATED, starts", "CHECK, DRIFT, entities-differ", "CHECK, ACCEPTED, starts",
			"WAIT, EMPTY, wait-timed-out", "WAIT, UP_TO_DATE, starts", "WAIT, PENDING, wait-timed-out",
			"WAIT, EDITED, changeset-edited", "WAIT, DELETED, revision-unknown", "WAIT, NEWER, starts",
			"WAIT, NEWER_AND_REPEATED, starts", "WAIT, DRIFT, starts", "WAIT, ACCEPTED, starts", "NONE, EMPTY, starts",
			"NONE, UP_TO_DATE, starts", "NONE, PENDING, starts", "NONE, EDITED, starts", "NONE, DELETED, starts",
			"NONE, NEWER, starts", "NONE, DRIFT, starts", "NONE, ACCEPTED, starts" })
	void applicationStartsOrIsRefused(OnStartup mode, State state, String expected) throws Exception {
		applicationStartsOrIsRefused(TestProduct.H2, mode, state, expected);
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, EMPTY, revisions-pending", "CHECK, UP_TO_DATE, starts", "CHECK, EDITED, changeset-edited",
			"CHECK, NEWER, starts", "CHECK, DRIFT, entities-differ", "CHECK, ACCEPTED, starts",
			"WAIT, EMPTY, wait-timed-out", "WAIT, UP_TO_DATE, starts", "NONE, EMPTY, starts" })
	void applicationOnServerStartsOrIsRefused(OnStartup mode, State state, String expected) throws Exception {
		applicationStartsOrIsRefused(TestProduct.POSTGRESQL, mode, state, expected);
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, database-unreachable", "WAIT, database-unreachable", "NONE, starts" })
	void unreachableDatabaseIsNeededByTheModesThatRead(OnStartup mode, String expected) {
		changelog();
		assertThat(outcome(withoutEntities(UNREACHABLE, "sa", "")
			.withPropertyValues("spring.datasource.hikari.connection-timeout=300")
			.withPropertyValues(properties(mode)))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, EMPTY, revisions-pending", "CHECK, DRIFT, starts", "WAIT, EMPTY, wait-timed-out",
			"WAIT, DRIFT, starts", "NONE, EMPTY, starts" })
	void applicationWithoutEntitiesComparesNone(OnStartup mode, State state, String expected) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, state);
			List<String> before = content(database);
			assertThat(outcome(withoutEntities(database.url(), database.username(), database.password())
				.withPropertyValues(properties(mode)))).isEqualTo(expected);
			assertThat(content(database)).isEqualTo(before);
		}
	}

	@Test
	void upgradeIsTheDefault() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			application(database).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(StartupProperties.class).onStartup()).isEqualTo(OnStartup.UPGRADE);
				assertThat(content(database)).contains("person");
			});
		}
	}

	@Test
	void unknownValueIsNamedWithTheValidOnes() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			application(database).withPropertyValues("migrate.on-startup=maybe")
				.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("OnStartup.maybe"));
			assertThat(content(database)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(value = OnStartup.class, names = "UPGRADE", mode = EnumSource.Mode.EXCLUDE)
	void migrationsWorkInEveryMode(OnStartup mode) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, State.UP_TO_DATE);
			application(database).withPropertyValues(properties(mode)).run((context) -> {
				assertThat(context).hasSingleBean(SpringLiquibase.class);
				assertThat(context.getBean(Migrations.class).database("main").status().revisions())
					.extracting((revision) -> revision.state())
					.containsOnly(RevisionState.APPLIED);
			});
		}
	}

	@Test
	void applicationThatRunsNothingCanBeUpgradedFromJava() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			application(database).withPropertyValues(properties(OnStartup.NONE)).run((context) -> {
				assertThat(content(database)).isEmpty();
				context.getBean(Migrations.class)
					.database("main")
					.upgrade(UpgradeRequest.to("head"), MigrationListener.NONE);
				assertThat(content(database)).contains("person");
			});
		}
	}

	@ParameterizedTest
	@EnumSource(OnStartup.class)
	void commandModeIsUnaffected(OnStartup mode) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			application(database).withBean(CommandMode.class, () -> new CommandMode(null))
				.withBean(BeanPostProcessor.class, OnStartupTests::guard)
				.withPropertyValues(properties(mode))
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(content(database)).isEmpty();
		}
	}

	@Test
	void acceptedDifferencesArePackagedWhateverIsOnDisk() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			prepare(database, State.ACCEPTED);
			Path elsewhere = Files.createDirectories(this.folder.resolve("elsewhere/db/changelog"));
			String directory = "migrate.resources-directory=" + elsewhere.getParent().getParent();
			assertThat(outcome(application(database).withPropertyValues(properties(OnStartup.CHECK))
				.withPropertyValues(directory))).isEqualTo("starts");
			assertThat(outcome(application(database).withPropertyValues(properties(OnStartup.CHECK))
				.withPropertyValues("spring.liquibase.change-log=db/changelog/db.changelog-master.yaml")))
				.isEqualTo("starts");
			new ChangelogFolder(this.folder).delete("db/changelog/versions-accepted-differences.jsonl");
			assertThat(start(database, OnStartup.CHECK)).isEqualTo("entities-differ");
		}
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, revisions-pending", "WAIT, wait-timed-out", "NONE, starts" })
	void everyDatabaseIsConcerned(OnStartup mode, String expected) throws Exception {
		try (TestDatabase main = TestProduct.H2.create(); TestDatabase audit = TestProduct.H2.create()) {
			prepare(main, State.UP_TO_DATE);
			ApplicationContextRunner runner = application(main).withUserConfiguration(TwoDatabases.class)
				.withPropertyValues(properties(mode))
				.withPropertyValues("audit.url=" + audit.url(), "main.url=" + main.url(),
						"migrate.databases.audit.change-log=" + ChangelogFolder.MASTER);
			assertThat(outcome(runner)).isEqualTo(expected);
			assertThat(content(audit)).isEmpty();
			assertThat(outcome(runner.withPropertyValues("migrate.databases.audit.enabled=false"))).isEqualTo("starts");
			assertThat(outcome(runner.withPropertyValues("migrate.on-startup=upgrade"))).isEqualTo("starts");
			assertThat(outcome(runner)).isEqualTo("starts");
		}
	}

	@ParameterizedTest
	@EnumSource(value = OnStartup.class, names = "UPGRADE", mode = EnumSource.Mode.EXCLUDE)
	void databaseThatIsNotMigratedOnStartupIsNotRead(OnStartup mode) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			assertThat(outcome(application(database).withPropertyValues(properties(mode))
				.withPropertyValues("spring.liquibase.enabled=false", "spring.jpa.hibernate.ddl-auto=none")))
				.isEqualTo("starts");
			assertThat(content(database)).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "CHECK, setting-invalid", "WAIT, setting-invalid", "NONE, starts" })
	void tenantsAreNotMigrated(OnStartup mode, String expected) throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			ApplicationContextRunner runner = withoutEntities(database.url(), database.username(), database.password())
				.withPropertyValues("spring.liquibase.enabled=false")
				.withBean(MultiTenantSpringLiquibase.class, () -> tenants(database.dataSource()))
				.withPropertyValues(properties(mode));
			assertThat(outcome(runner)).isEqualTo(expected);
			assertThat(content(database)).isEmpty();
		}
	}

	@Test
	void lazyApplicationIsCheckedOnStartup() throws Exception {
		try (TestDatabase database = TestProduct.H2.create()) {
			changelog();
			assertThat(outcome(withoutEntities(database.url(), database.username(), database.password())
				.withPropertyValues(properties(OnStartup.CHECK))
				.withInitializer((context) -> context
					.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))))
				.isEqualTo("revisions-pending");
		}
	}

	private void applicationStartsOrIsRefused(TestProduct product, OnStartup mode, State state, String expected)
			throws Exception {
		try (TestDatabase database = product.create()) {
			prepare(database, state);
			List<String> before = content(database);
			assertThat(start(database, mode)).isEqualTo(expected);
			if (mode != OnStartup.UPGRADE) {
				assertThat(content(database)).isEqualTo(before);
			}
		}
	}

	private static BeanPostProcessor guard() {
		LiquibaseGuard guard = new LiquibaseGuard();
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				guard.disarm(bean);
				return bean;
			}

		};
	}

	private static MultiTenantSpringLiquibase tenants(DataSource dataSource) {
		MultiTenantSpringLiquibase tenants = new MultiTenantSpringLiquibase();
		tenants.setDataSource(dataSource);
		tenants.setSchemas(List.of("PUBLIC"));
		tenants.setChangeLog(ChangelogFolder.MASTER);
		return tenants;
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDatabases {

		@Bean
		@Primary
		DataSource mainDataSource(Environment environment) {
			return new DriverManagerDataSource(environment.getRequiredProperty("main.url"), "sa", "");
		}

		@Bean
		DataSource auditDataSource(Environment environment) {
			return new DriverManagerDataSource(environment.getRequiredProperty("audit.url"), "sa", "");
		}

	}

}
