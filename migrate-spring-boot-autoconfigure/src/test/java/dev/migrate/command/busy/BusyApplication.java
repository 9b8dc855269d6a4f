package dev.migrate.command.busy;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrate.Migrations;
import jakarta.annotation.PostConstruct;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application full of beans that must not be created in command mode.
 */
@EnableScheduling
@SpringBootApplication(proxyBeanMethods = false,
		excludeName = { "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration",
				"org.springframework.modulith.events.config.EventPublicationAutoConfiguration" })
public class BusyApplication {

	public static void main(String[] args) {
		SpringApplication.run(BusyApplication.class, args);
	}

	@Bean
	@Primary
	Migrations busyMigrations(ListableBeanFactory beanFactory) {
		return new BusyMigrations(beanFactory);
	}

	@Bean
	ApplicationRunner applicationRunner() {
		Traces.leave("application runner is made");
		return (arguments) -> Traces.leave("application runner runs");
	}

	@Bean
	CommandLineRunner commandLineRunner() {
		return (arguments) -> Traces.leave("command line runner runs");
	}

	@Bean
	ApplicationListener<ApplicationEvent> applicationListener() {
		return (event) -> Traces.leave("application listener hears");
	}

	@Bean
	ApplicationEventMulticaster applicationEventMulticaster() {
		Traces.leave("event multicaster is made");
		return new SimpleApplicationEventMulticaster();
	}

	@Bean
	StaticMessageSource messageSource() {
		Traces.leave("message source is made");
		return new StaticMessageSource();
	}

	@Bean
	SmartInitializingSingleton smartInitializingSingleton() {
		return () -> Traces.leave("singletons are instantiated");
	}

	@Bean
	InitializingBean initializingBean() {
		return () -> Traces.leave("initializing bean is initialised");
	}

	@Bean
	SpringLiquibase ownLiquibase(DataSource dataSource) {
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setDataSource(dataSource);
		liquibase.setChangeLog("classpath:dev/migrate/command/busy/changelog.yaml");
		liquibase.setShouldRun(true);
		return liquibase;
	}

	@Bean
	DataSourceInitializer ownDataSourceInitializer(DataSource dataSource) {
		DataSourceInitializer initializer = new DataSourceInitializer();
		initializer.setDataSource(dataSource);
		initializer.setDatabasePopulator(
				new ResourceDatabasePopulator(new ClassPathResource("dev/migrate/command/busy/more.sql")));
		return initializer;
	}

	@Bean
	DataSourceScriptDatabaseInitializer ownScriptInitializer(DataSource dataSource) {
		DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
		settings.setMode(DatabaseInitializationMode.ALWAYS);
		settings.setSchemaLocations(List.of("classpath:dev/migrate/command/busy/schema.sql"));
		settings.setDataLocations(List.of("classpath:dev/migrate/command/busy/data.sql"));
		return new DataSourceScriptDatabaseInitializer(dataSource, settings);
	}

	@Bean
	@Primary
	LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		HibernateJpaVendorAdapter adapter = new HibernateJpaVendorAdapter();
		adapter.setGenerateDdl(true);
		factory.setJpaVendorAdapter(adapter);
		factory.setDataSource(dataSource);
		factory.setPackagesToScan("dev.migrate.command.busy");
		factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
		return factory;
	}

	@Entity(name = "made_by_hibernate")
	static class Thing {

		@Id
		Long id;

	}

	@Component
	static class Eager {

		Eager() {
			Traces.leave("eager bean is made");
		}

		@PostConstruct
		void start() {
			Traces.leave("eager bean starts");
		}

		@Scheduled(fixedDelay = 10)
		void tick() {
			Traces.leave("scheduler ticks");
		}

		@EventListener
		void hear(Object event) {
			Traces.leave("event listener hears");
		}

	}

	@Component
	static class Lifecycle implements SmartLifecycle {

		private boolean running;

		@Override
		public void start() {
			this.running = true;
			Traces.leave("lifecycle starts");
		}

		@Override
		public void stop() {
			this.running = false;
			Traces.leave("lifecycle stops");
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	@RestController
	static class Controller {

		Controller() {
			Traces.leave("controller is made");
		}

	}

}
