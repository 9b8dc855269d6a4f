package dev.migrate.autoconfigure;

import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.migrate.ChangesCustomizer;
import dev.migrate.ConstraintNamer;
import dev.migrate.Migrations;
import dev.migrate.SchemaFilter;
import dev.migrate.authoring.Caveats;
import dev.migrate.authoring.FlywaySettings;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.comparison.Customization;
import dev.migrate.authoring.comparison.NamePatterns;
import dev.migrate.authoring.comparison.ReadableNames;
import dev.migrate.changelog.file.SourceResources;
import dev.migrate.command.mode.CommandMode;
import dev.migrate.diagnosis.ApplicationFacts;
import dev.migrate.diagnosis.SchemaGeneration;
import dev.migrate.run.MigrationTarget;
import dev.migrate.service.DefaultDatabaseMigrations;
import dev.migrate.service.DefaultMigrations;
import dev.migrate.service.InProcessUpgrade;
import dev.migrate.service.Preparation;
import jakarta.persistence.EntityManagerFactory;
import liquibase.integration.spring.SpringLiquibase;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link Migrations}.
 * <p>
 * The run on startup stays Spring Boot's own, unless {@code migrate.on-startup} replaces
 * it. Everything else here is lazy: it comes to life when a command or the endpoint asks
 * for it.
 */
@AutoConfiguration(after = LiquibaseAutoConfiguration.class,
		afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnClass({ SpringLiquibase.class, ConnectionCallback.class })
@Conditional(MigrateAutoConfiguration.DatabaseCondition.class)
@EnableConfigurationProperties({ MigrateProperties.class, ScratchProperties.class, LockProperties.class,
		StatementProperties.class, StartupProperties.class, DataMigrationProperties.class, SnapshotProperties.class })
@Import(ConfiguredDatabases.Selector.class)
public final class MigrateAutoConfiguration {

	@Bean
	static StartupLogs migrateStartupLogs(Environment environment, ListableBeanFactory beanFactory,
			ObjectProvider<StartupListener> listeners, ObjectProvider<AfterStartRuns> afterStart) {
		return new StartupLogs(environment, beanFactory, listeners, afterStart);
	}

	@Bean
	static StartupRuns migrateStartupRuns(Environment environment, StartupLogs logs,
			ObjectProvider<MigrateProperties> properties, ObjectProvider<CommandMode> commandMode) {
		return new StartupRuns(environment, logs, properties, commandMode);
	}

	@Bean
	StartupComparison migrateStartupComparison(ListableBeanFactory beanFactory, StartupRuns runs,
			ObjectProvider<ManagedDatabases> databases) {
		return new StartupComparison(beanFactory, runs, databases);
	}

	@Bean
	AfterStartRuns migrateAfterStartRuns(ApplicationContext application, StartupLogs logs,
			ObjectProvider<ManagedDatabases> databases) {
		return new AfterStartRuns(application, logs, databases);
	}

	@Bean
	@Lazy
	StandbyLiquibase migrateStandbyLiquibase(ApplicationContext application) {
		return new StandbyLiquibase(application);
	}

	@Bean
	@Lazy
	static ConfiguredDatabases migrateConfiguredDatabases(ConfigurableListableBeanFactory beanFactory,
			Environment environment) {
		return new ConfiguredDatabases(beanFactory, environment);
	}

	@Bean
	@Lazy
	LiquibaseBeans migrateLiquibaseBeans(ConfigurableListableBeanFactory beanFactory, StandbyLiquibase standby,
			ConfiguredDatabases configured) {
		return new LiquibaseBeans(beanFactory, standby, configured.beanNames());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	static ConstraintNamer migrateConstraintNamer() {
		return new ReadableNames();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Migrations migrations(ManagedDatabases databases, ObjectProvider<CommandMode> commandMode) {
		boolean isCommand = commandMode.getIfAvailable() != null;
		return new DefaultMigrations(databases.all()
			.stream()
			.map((database) -> new DefaultDatabaseMigrations(database,
					isCommand ? new InProcessUpgrade(database) : Preparation.NONE, databases.facts()))
			.toList());
	}

	@Bean
	@Lazy
	ManagedDatabases migrateManagedDatabases(LiquibaseBeans liquibases, MigrateProperties properties,
			ScratchProperties scratch, StartupLogs logs, ConfigurableApplicationContext application,
			ObjectProvider<EntitySource> entities, ObjectProvider<SchemaFilter> filters,
			ObjectProvider<ChangesCustomizer> customizers, ObjectProvider<ConstraintNamer> namer,
			ObjectProvider<CommandMode> commandMode) {
		Customization customization = new Customization(() -> filter(properties.generate(), filters),
				() -> customizers.orderedStream().toList(), namer::getObject);
		FlywaySettings flyway = flyway(application.getEnvironment());
		Map<SpringLiquibase, ManagedDatabase> databases = new LinkedHashMap<>();
		Map<String, SpringLiquibase> beans = liquibases.byName();
		CommandMode command = commandMode.getIfAvailable();
		ClassLoader classLoader = Objects.requireNonNullElseGet(application.getClassLoader(),
				ClassUtils::getDefaultClassLoader);
		StaleClasses stale = new StaleClasses(properties.resources(), classLoader);
		boolean hasSources = hasSources(properties, command);
		ApplicationFacts facts = new EnvironmentFacts(application, beans.keySet().stream().findFirst().orElse(""),
				() -> hasSources ? location(command) : "", properties.resources(),
				hasSources ? stale::sources : List::of);
		Caveats caveats = (command != null) ? caveats(hasSources, stale, facts) : Caveats.NONE;
		beans.forEach((name, bean) -> databases.put(bean,
				new ManagedDatabase(target(name, bean, properties, command).withRun(logs.settings(bean)), logs.of(bean),
						() -> Optional.ofNullable(entities.getIfAvailable())
							.flatMap((source) -> source.read(name, bean.getDataSource(), beans.size() == 1)),
						properties.resources(), properties.format(), properties.authorOrUser(), customization,
						properties.revisions(), new ScratchDataSources(bean.getDataSource(), scratch), flyway,
						caveats)));
		return new ManagedDatabases(databases, facts);
	}

	private static FlywaySettings flyway(Environment environment) {
		Binder binder = Binder.get(environment);
		return new FlywaySettings(environment.getProperty("spring.flyway.table", FlywaySettings.DEFAULT.table()),
				binder.bind("spring.flyway.locations", Bindable.listOf(String.class))
					.orElse(FlywaySettings.DEFAULT.locations()));
	}

	private static MigrationTarget target(String name, SpringLiquibase bean, MigrateProperties properties,
			@Nullable CommandMode command) {
		MigrationTarget target = MigrationTarget.of(name, bean)
			.withUrl(JdbcUrls.of(bean.getDataSource()))
			.withVersionLocations(properties.versionLocations());
		// The class path is what a running application has
		return (command != null && hasSources(properties, command)) ? target.with(target.changelog(), SourceResources
			.of(target.resourceLoader(), target.changelog(), properties.resources(), command.application())) : target;
	}

	private static String location(@Nullable CommandMode command) {
		Class<?> application = (command != null) ? command.application() : null;
		CodeSource source = (application != null) ? application.getProtectionDomain().getCodeSource() : null;
		return (source != null && source.getLocation() != null) ? source.getLocation().toExternalForm() : "";
	}

	private static boolean hasSources(MigrateProperties properties, @Nullable CommandMode command) {
		return command != null && properties.hasSourcesOf(command.application());
	}

	private static Caveats caveats(boolean hasSources, StaleClasses classes, ApplicationFacts facts) {
		// Questions about renames repeat a comparison, and several databases have one set
		// of sources
		Supplier<List<String>> ofEntities = hasSources ? SingletonSupplier.of(classes::caveats) : List::of;
		Supplier<List<String>> ofDatabase = () -> SchemaGeneration.in(facts)
			.limit(1)
			.map((setting) -> "With " + setting.name() + "=" + setting.value()
					+ ", Hibernate changes the database whenever the application starts, and what it has added is not"
					+ " found here. Set the property to none or validate. generate-changeset --from changelog compares"
					+ " with what the changelog builds; run stamp, not upgrade, where Hibernate has already made the"
					+ " change.")
			.toList();
		return new Caveats(ofEntities, ofDatabase);
	}

	private static SchemaFilter filter(MigrateProperties.Generate generate, ObjectProvider<SchemaFilter> filters) {
		boolean configured = !generate.include().isEmpty() || !generate.exclude().isEmpty();
		SchemaFilter first = configured ? new NamePatterns(generate.include(), generate.exclude()) : SchemaFilter.ALL;
		return filters.orderedStream().reduce(first, SchemaFilter::and);
	}

	/**
	 * What is there where the application has entities.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ EntityManagerFactory.class, SessionFactory.class, EntityManagerFactoryInfo.class })
	static class EntityConfiguration {

		@Bean
		@Lazy
		EntitySource migrateEntitySource(ListableBeanFactory beanFactory, ConfiguredDatabases configured) {
			return new EntitySource(beanFactory, configured::entityManagerFactory);
		}

	}

	/**
	 * Holds where there is a database to migrate.
	 */
	static final class DatabaseCondition extends AnyNestedCondition {

		DatabaseCondition() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(SpringLiquibase.class)
		private static final class LiquibaseBean {

		}

		@ConditionalOnBean(DataSource.class)
		private static final class DataSourceBean {

		}

		@ConditionalOnBean(JdbcConnectionDetails.class)
		private static final class ConnectionDetailsBean {

		}

		@ConditionalOnProperty("spring.liquibase.url")
		private static final class LiquibaseUrl {

		}

	}

}
