package dev.migrate.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import liquibase.Liquibase;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LiquibaseBeans} and {@link StandbyLiquibase}.
 */
class LiquibaseBeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class,
				MigrateAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"spring.liquibase.change-log=classpath:existing/changelog.yaml");

	private final ApplicationContextRunner notEnabled = this.runner
		.withPropertyValues("spring.liquibase.enabled=false");

	@ParameterizedTest
	@CsvSource({ "liquibase, main", "ordersLiquibase, orders", "liquibaseOrders, orders", "springLiquibase, spring",
			"orders, orders", "LIQUIBASE, main" })
	void databaseIsNamedAfterItsBean(String beanName, String name) {
		assertThat(LiquibaseBeans.databaseName(beanName)).isEqualTo(name);
	}

	@Test
	void beanThatRunsOnStartupIsUsed() {
		this.runner.run((context) -> assertThat(byName(context))
			.containsExactly(Map.entry("main", context.getBean(SpringLiquibase.class))));
	}

	@Test
	void primaryDatabaseComesFirst() {
		this.runner.withUserConfiguration(TwoDatabasesConfiguration.class)
			.run((context) -> assertThat(byName(context)).containsOnlyKeys("orders", "audit")
				.satisfies((beans) -> assertThat(beans.keySet()).first().isEqualTo("orders")));
	}

	@Test
	void ambiguousNamesStayDistinct() {
		this.runner.withUserConfiguration(SameNamesConfiguration.class)
			.run((context) -> assertThat(byName(context)).containsOnlyKeys("orders", "liquibaseOrders"));
	}

	@Test
	void disabledLiquibaseIsConfiguredAsBySpringBoot() {
		this.notEnabled
			.withPropertyValues("spring.liquibase.contexts=blue,green", "spring.liquibase.label-filter=!later",
					"spring.liquibase.default-schema=SHOP", "spring.liquibase.parameters.table=person",
					"spring.liquibase.database-change-log-table=HISTORY")
			.run((context) -> assertThat(byName(context)).hasEntrySatisfying("main", (liquibase) -> {
				assertThat(liquibase.getDataSource()).isSameAs(context.getBean(DataSource.class));
				assertThat(liquibase.getChangeLog()).isEqualTo("classpath:existing/changelog.yaml");
				assertThat(liquibase.getContexts()).isEqualTo("blue,green");
				assertThat(liquibase.getLabelFilter()).isEqualTo("!later");
				assertThat(liquibase.getDefaultSchema()).isEqualTo("SHOP");
				assertThat(liquibase.getDatabaseChangeLogTable()).isEqualTo("HISTORY");
				assertThat(liquibase).extracting("parameters").isEqualTo(Map.of("table", "person"));
				assertThat(liquibase.getResourceLoader()).isSameAs(context.getSourceApplicationContext());
			}));
	}

	@Test
	void disabledLiquibaseRunsNothingAndAddsNoBean() {
		this.notEnabled.run((context) -> {
			assertThat(byName(context)).hasSize(1);
			assertThat(context).doesNotHaveBean(SpringLiquibase.class);
			assertThat(new JdbcTemplate(context.getBean(DataSource.class)).queryForList(
					"select table_name from information_schema.tables where table_schema = 'PUBLIC'", String.class))
				.isEmpty();
		});
	}

	@Test
	void disabledLiquibasePublishesNoEvents() {
		this.notEnabled.withUserConfiguration(ListenerConfiguration.class).run((context) -> {
			List<ApplicationContextEvent> heard = context.getBean(ListenerConfiguration.class).heard;
			int before = heard.size();
			assertThat(byName(context)).hasSize(1);
			assertThat(heard).hasSize(before);
		});
	}

	@Test
	void disabledLiquibaseUsesItsOwnDataSource() {
		this.notEnabled.withUserConfiguration(LiquibaseDataSourceConfiguration.class)
			.run((context) -> assertThat(byName(context).get("main").getDataSource())
				.isSameAs(context.getBean("migrationDataSource")));
	}

	@Test
	void disabledLiquibaseUsesItsOwnUser() {
		this.notEnabled.withPropertyValues("spring.liquibase.user=migrator")
			.run((context) -> assertThat(byName(context).get("main").getDataSource()).isInstanceOfSatisfying(
					SimpleDriverDataSource.class,
					(dataSource) -> assertThat(dataSource.getUsername()).isEqualTo("migrator")));
	}

	@Test
	void disabledLiquibaseUsesItsConnectionDetails() {
		this.notEnabled.withUserConfiguration(ConnectionDetailsConfiguration.class)
			.run((context) -> assertThat(byName(context).get("main").getDataSource()).isInstanceOfSatisfying(
					SimpleDriverDataSource.class,
					(dataSource) -> assertThat(dataSource.getUrl()).isEqualTo("jdbc:h2:mem:details")));
	}

	@Test
	void disabledLiquibaseUsesCustomizerOfApplication() {
		this.notEnabled.withUserConfiguration(CustomizerConfiguration.class)
			.run((context) -> assertThat(byName(context).get("main").getCustomizer())
				.isSameAs(context.getBean(Customizer.class)));
	}

	@Test
	void liquibaseBeanOfApplicationIsUsedWhenDisabled() {
		this.notEnabled.withUserConfiguration(OwnBeanConfiguration.class)
			.run((context) -> assertThat(byName(context))
				.containsExactly(Map.entry("shop", context.getBean(SpringLiquibase.class))));
	}

	private static Map<String, SpringLiquibase> byName(ApplicationContext context) {
		return context.getBean(LiquibaseBeans.class).byName();
	}

	private static SpringLiquibase liquibase(DataSource dataSource) {
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setDataSource(dataSource);
		liquibase.setChangeLog("classpath:existing/other.yaml");
		liquibase.setShouldRun(false);
		return liquibase;
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeanConfiguration {

		@Bean
		SpringLiquibase shopLiquibase(DataSource dataSource) {
			return liquibase(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDatabasesConfiguration {

		@Bean
		DataSource auditDataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:audit");
		}

		@Bean
		@Primary
		DataSource ordersDataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:orders");
		}

		@Bean
		SpringLiquibase auditLiquibase(@Qualifier("auditDataSource") DataSource auditDataSource) {
			return liquibase(auditDataSource);
		}

		@Bean
		SpringLiquibase ordersLiquibase(DataSource ordersDataSource) {
			return liquibase(ordersDataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SameNamesConfiguration {

		@Bean
		SpringLiquibase ordersLiquibase(DataSource dataSource) {
			return liquibase(dataSource);
		}

		@Bean
		SpringLiquibase liquibaseOrders(DataSource dataSource) {
			return liquibase(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LiquibaseDataSourceConfiguration {

		@Bean
		DataSource dataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:application");
		}

		@Bean(defaultCandidate = false)
		@LiquibaseDataSource
		DataSource migrationDataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:migration");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectionDetailsConfiguration {

		@Bean
		LiquibaseConnectionDetails details() {
			return new LiquibaseConnectionDetails() {

				@Override
				public String getUsername() {
					return "sa";
				}

				@Override
				public String getPassword() {
					return "";
				}

				@Override
				public String getJdbcUrl() {
					return "jdbc:h2:mem:details";
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		Customizer<Liquibase> customizer() {
			return (liquibase) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerConfiguration {

		private final List<ApplicationContextEvent> heard = new ArrayList<>();

		@EventListener
		void hear(ApplicationContextEvent event) {
			this.heard.add(event);
		}

	}

}
