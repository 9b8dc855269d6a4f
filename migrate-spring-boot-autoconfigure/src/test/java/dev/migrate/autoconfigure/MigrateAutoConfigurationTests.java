package dev.migrate.autoconfigure;

import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.ConstraintNamer;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.Migrations;
import dev.migrate.actuate.MigrationsEndpoint;
import dev.migrate.actuate.MigrationsEndpointWebExtension;
import dev.migrate.authoring.comparison.ReadableNames;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrateAutoConfiguration} and
 * {@link MigrationsEndpointAutoConfiguration}.
 */
class MigrateAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class, LiquibaseAutoConfiguration.class,
			MigrateAutoConfiguration.class, MigrationsEndpointAutoConfiguration.class);

	private static final String[] DATABASE = { "spring.datasource.generate-unique-name=true",
			"spring.liquibase.change-log=classpath:existing/changelog.yaml" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues(DATABASE);

	private final WebApplicationContextRunner webRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues(DATABASE);

	@Test
	void backsOffWithoutLiquibase() {
		this.runner.withClassLoader(new FilteredClassLoader(SpringLiquibase.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Migrations.class));
	}

	@Test
	void backsOffWithoutDatabase() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LiquibaseAutoConfiguration.class, MigrateAutoConfiguration.class,
					MigrationsEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.jmx.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Migrations.class)
				.doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void migrationsAreAvailableForLiquibaseUrl() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LiquibaseAutoConfiguration.class, MigrateAutoConfiguration.class))
			.withPropertyValues(DATABASE)
			.withPropertyValues("spring.liquibase.url=jdbc:h2:mem:only-liquibase", "spring.liquibase.user=sa")
			.run((context) -> assertThat(context).hasSingleBean(Migrations.class));
	}

	@Test
	void migrationsAreLazy() {
		this.webRunner.withPropertyValues("management.endpoints.web.exposure.include=*").run((context) -> {
			ConfigurableApplicationContext application = context.getSourceApplicationContext();
			for (Class<?> type : new Class<?>[] { Migrations.class, LiquibaseBeans.class, StandbyLiquibase.class }) {
				assertThat(application.getBeanNamesForType(type, true, false)).hasSize(1)
					.allSatisfy((name) -> assertThat(application.getBeanFactory().containsSingleton(name)).isFalse());
			}
		});
	}

	@Test
	void applicationWithoutHibernateHasMigrations() {
		this.runner.withClassLoader(new FilteredClassLoader("org.hibernate", "jakarta.persistence"))
			.run((context) -> assertThat(context.getBean(Migrations.class)).isNotNull());
	}

	@Test
	void applicationWithoutActuatorHasMigrations() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					LiquibaseAutoConfiguration.class, MigrateAutoConfiguration.class))
			.withPropertyValues(DATABASE)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate",
					"org.springframework.boot.liquibase.actuate"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Migrations.class)
				.doesNotHaveBean("migrationsEndpoint"));
	}

	@Test
	void constraintNamerOfApplicationReplacesDefault() {
		ConstraintNamer own = (unnamed) -> "own";
		this.runner
			.run((context) -> assertThat(context).getBean(ConstraintNamer.class).isInstanceOf(ReadableNames.class));
		this.runner.withBean(ConstraintNamer.class, () -> own)
			.run((context) -> assertThat(context).getBean(ConstraintNamer.class).isSameAs(own));
	}

	@Test
	void migrationsBeanOfApplicationReplacesDefault() {
		this.runner.withUserConfiguration(OwnFrontDoorConfiguration.class)
			.run((context) -> assertThat(context).getBean(Migrations.class).isInstanceOf(OwnFrontDoor.class));
	}

	@Test
	void endpointIsAvailableIfExposed() {
		this.webRunner.run((context) -> assertThat(context).doesNotHaveBean(MigrationsEndpoint.class));
		this.webRunner.withPropertyValues("management.endpoints.web.exposure.include=migrations")
			.run((context) -> assertThat(context).hasSingleBean(MigrationsEndpoint.class)
				.hasSingleBean(MigrationsEndpointWebExtension.class));
	}

	@Test
	void jmxEndpointNeedsNoWeb() {
		this.runner
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=migrations")
			.withClassLoader(new FilteredClassLoader("org.springframework.web"))
			.run((context) -> assertThat(context).hasSingleBean(MigrationsEndpoint.class)
				.doesNotHaveBean(MigrationsEndpointWebExtension.class));
	}

	@Test
	void endpointWithoutAccessIsUnavailable() {
		this.webRunner
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.migrations.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void propertiesHaveTheirDefaults() {
		this.runner.run((context) -> assertThat(context.getBean(MigrateProperties.class))
			.isEqualTo(new MigrateProperties("src/main/resources", null, ChangelogFormat.YAML,
					new MigrateProperties.Generate(List.of(), List.of()), List.of("versions"), "{slug}", 40, null,
					List.of())));
	}

	@Test
	void propertiesAreBound() {
		this.runner
			.withPropertyValues("migrate.resources-directory=app/src", "migrate.author=ann", "migrate.format=sql",
					"migrate.version-locations=a,b", "migrate.file-template={rev}", "migrate.slug-length=7",
					"migrate.time-zone=Europe/Berlin", "migrate.hooks[0].name=add",
					"migrate.hooks[0].command=git,add,{file}", "migrate.hooks[0].directory=..")
			.run((context) -> assertThat(context.getBean(MigrateProperties.class)).isEqualTo(new MigrateProperties(
					"app/src", "ann", ChangelogFormat.SQL, new MigrateProperties.Generate(List.of(), List.of()),
					List.of("a", "b"), "{rev}", 7, "Europe/Berlin",
					List.of(new MigrateProperties.HookProperties("add", List.of("git", "add", "{file}"), "..")))));
	}

	@Test
	void unknownFormatFailsStartup() {
		this.runner.withPropertyValues("migrate.format=toml")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("toml"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFrontDoorConfiguration {

		@Bean
		OwnFrontDoor ownFrontDoor() {
			return new OwnFrontDoor();
		}

	}

	static class OwnFrontDoor implements Migrations {

		@Override
		public List<String> names() {
			return List.of();
		}

		@Override
		public DatabaseMigrations database(String name) {
			throw new CannotProceedException(ErrorCode.DATABASE_UNSUPPORTED, "There is none.");
		}

	}

}
