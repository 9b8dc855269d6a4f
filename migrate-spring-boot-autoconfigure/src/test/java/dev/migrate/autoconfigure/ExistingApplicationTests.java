package dev.migrate.autoconfigure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import dev.migrate.FindingView;
import dev.migrate.FindingView.Severity;
import dev.migrate.Migrations;
import liquibase.Liquibase;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.actuate.endpoint.LiquibaseEndpoint;
import org.springframework.boot.liquibase.actuate.endpoint.LiquibaseEndpoint.LiquibaseBeanDescriptor;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseEndpointAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application that uses Spring Boot's Liquibase support behaves the same
 * with our auto-configuration as without it.
 */
class ExistingApplicationTests {

	private static final String CHANGE_LOG = "spring.liquibase.change-log=classpath:existing/changelog.yaml";

	static List<Arguments> applications() {
		return List.of(application("plain"), application("contexts", "spring.liquibase.contexts=green"),
				application("label filter", "spring.liquibase.label-filter=!later"),
				application("parameters", "spring.liquibase.parameters.table=person"),
				application("default schema", "spring.liquibase.default-schema=SHOP"),
				application("Liquibase schema", "spring.liquibase.liquibase-schema=SHOP"),
				application("own tables", "spring.liquibase.database-change-log-table=HISTORY",
						"spring.liquibase.database-change-log-lock-table=HISTORY_LOCK"),
				application("own url", "spring.liquibase.url=${other-url}", "spring.liquibase.user=sa"),
				application("own user", "spring.liquibase.user=migrator", "spring.liquibase.password=secret"),
				application("drop first", "spring.liquibase.drop-first=true"),
				application("clear checksums", "spring.liquibase.clear-checksums=true"),
				application("tested rollback", "spring.liquibase.test-rollback-on-update=true"),
				application("tag", "spring.liquibase.tag=v1"),
				application("not enabled", "spring.liquibase.enabled=false"),
				application("data source of its own", LiquibaseDataSourceConfiguration.class),
				application("bean of its own", OwnBeanConfiguration.class),
				application("two beans", TwoBeansConfiguration.class),
				application("customizer", CustomizerConfiguration.class));
	}

	private static Arguments application(String name, String... properties) {
		return application(name, (runner) -> runner.withPropertyValues(properties));
	}

	private static Arguments application(String name, Class<?> configuration) {
		return application(name, (runner) -> runner.withUserConfiguration(configuration));
	}

	private static Arguments application(String name, UnaryOperator<ApplicationContextRunner> application) {
		return Arguments.of(name, application);
	}

	@ParameterizedTest(name = "[{0}]")
	@MethodSource("applications")
	void startupIsUnchanged(String name, UnaryOperator<ApplicationContextRunner> application) {
		Outcome without = start(application, false);
		Outcome with = start(application, true);
		assertThat(without.database()).isNotEmpty();
		assertThat(with).isEqualTo(without);
	}

	@ParameterizedTest(name = "[{0}]")
	@MethodSource("applications")
	void doctorHasNoFalseAlarm(String name, UnaryOperator<ApplicationContextRunner> application) {
		Map<String, String> mistakes = Map.of("drop first", "drop-first", "clear checksums", "clear-checksums",
				"tested rollback", "test-rollback");
		String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		String other = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		execute(database, "create schema shop", "create user migrator password 'secret' admin");
		execute(other, "create schema shop");
		runner(application, database, other).withConfiguration(AutoConfigurations.of(MigrateAutoConfiguration.class))
			.run((context) -> {
				Migrations migrations = context.getBean(Migrations.class);
				for (String each : migrations.names()) {
					assertThat(migrations.database(each).doctor().findings())
						.filteredOn((finding) -> finding.severity() != Severity.NOTE)
						.extracting(FindingView::code)
						.containsExactlyElementsOf(
								mistakes.containsKey(name) ? List.of(mistakes.get(name)) : List.of());
				}
			});
	}

	private static ApplicationContextRunner runner(UnaryOperator<ApplicationContextRunner> application, String database,
			String other) {
		return application.apply(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					LiquibaseAutoConfiguration.class, LiquibaseEndpointAutoConfiguration.class))
			.withPropertyValues(CHANGE_LOG, "spring.datasource.url=" + database, "other-url=" + other,
					"management.endpoints.web.exposure.include=*", "management.endpoints.jmx.exposure.include=*"));
	}

	private Outcome start(UnaryOperator<ApplicationContextRunner> application, boolean withMigrate) {
		String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		String other = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		execute(database, "create schema shop", "create table left_over (id int)",
				"create user migrator password 'secret' admin");
		execute(other, "create schema shop");
		ApplicationContextRunner runner = runner(application, database, other);
		if (withMigrate) {
			runner = runner.withConfiguration(
					AutoConfigurations.of(MigrateAutoConfiguration.class, MigrationsEndpointAutoConfiguration.class));
		}
		Outcome[] outcome = new Outcome[1];
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			if (withMigrate) {
				assertThat(context.getBeanNamesForType(Migrations.class)).containsExactly("migrations");
				assertThat(context.getBeanFactory().containsSingleton("migrations")).isFalse();
			}
			outcome[0] = new Outcome(describe(database), describe(other), actuator(context), noticed(context));
		});
		return outcome[0];
	}

	private static List<String> describe(String url) {
		List<String> lines = new ArrayList<>();
		for (String line : query(url, "script nodata")) {
			if (!line.contains("USER IF NOT EXISTS")) {
				lines.add(line);
			}
		}
		for (String table : query(url, "select table_schema || '.' || table_name from information_schema.tables "
				+ "where table_name in ('DATABASECHANGELOG', 'HISTORY') order by 1")) {
			lines.add(table);
			lines.addAll(query(url,
					"select concat_ws('|', id, author, filename, orderexecuted, md5sum, exectype, description, "
							+ "comments, contexts, labels, tag) from " + table + " order by orderexecuted, id"));
		}
		return lines;
	}

	private static List<String> actuator(AssertableApplicationContext context) {
		LiquibaseEndpoint endpoint = context.getBeanProvider(LiquibaseEndpoint.class).getIfAvailable();
		if (endpoint == null) {
			return List.of("no endpoint");
		}
		List<String> lines = new ArrayList<>();
		endpoint.liquibaseBeans()
			.getContexts()
			.values()
			.forEach((beans) -> new TreeMap<>(beans.getLiquibaseBeans())
				.forEach((name, bean) -> lines.add(name + ": " + changesets(bean))));
		return lines;
	}

	private static List<String> changesets(LiquibaseBeanDescriptor bean) {
		return bean.getChangeSets()
			.stream()
			.map((changeset) -> changeset.getId() + " " + changeset.getChecksum())
			.toList();
	}

	private static List<String> noticed(AssertableApplicationContext context) {
		return context.getBeanProvider(NoticingCustomizer.class)
			.stream()
			.flatMap((bean) -> bean.noticed.stream())
			.toList();
	}

	private static void execute(String url, String... statements) {
		try (Connection connection = DriverManager.getConnection(url, "sa", "");
				Statement sql = connection.createStatement()) {
			for (String statement : statements) {
				sql.execute(statement);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> query(String url, String query) {
		try (Connection connection = DriverManager.getConnection(url, "sa", "");
				Statement sql = connection.createStatement();
				ResultSet rows = sql.executeQuery(query)) {
			List<String> lines = new ArrayList<>();
			while (rows.next()) {
				lines.add(rows.getString(1));
			}
			return lines;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Outcome(List<String> database, List<String> other, List<String> actuator, List<String> noticed) {

	}

	@Configuration(proxyBeanMethods = false)
	static class LiquibaseDataSourceConfiguration {

		@Bean(defaultCandidate = false)
		@LiquibaseDataSource
		DataSource migrationDataSource(Environment environment) {
			return new DriverManagerDataSource(environment.getRequiredProperty("other-url"), "sa", "");
		}

		@Bean
		DataSource applicationDataSource(Environment environment) {
			return new DriverManagerDataSource(environment.getRequiredProperty("spring.datasource.url"), "sa", "");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeanConfiguration {

		@Bean
		SpringLiquibase shopLiquibase(DataSource dataSource) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(dataSource);
			liquibase.setChangeLog("classpath:existing/other.yaml");
			return liquibase;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBeansConfiguration extends OwnBeanConfiguration {

		@Bean
		SpringLiquibase customerLiquibase(Environment environment) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase
				.setDataSource(new DriverManagerDataSource(environment.getRequiredProperty("other-url"), "sa", ""));
			liquibase.setChangeLog("classpath:existing/changelog.yaml");
			return liquibase;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		NoticingCustomizer customizer() {
			return new NoticingCustomizer();
		}

	}

	static class NoticingCustomizer implements Customizer<Liquibase> {

		private final List<String> noticed = new ArrayList<>();

		@Override
		public void customize(Liquibase liquibase) {
			liquibase.setChangeLogParameter("table", "customized");
			liquibase.setChangeExecListener(new AbstractChangeExecListener() {

				@Override
				public void ran(liquibase.change.Change change, liquibase.changelog.ChangeSet changeSet,
						liquibase.changelog.DatabaseChangeLog changeLog, liquibase.database.Database database) {
					NoticingCustomizer.this.noticed.add(changeSet.getId());
				}

			});
		}

	}

}
