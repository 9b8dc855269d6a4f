package dev.migrate.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import liquibase.Liquibase;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.integration.spring.Customizer;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.ui.UIServiceEnum;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.liquibase.autoconfigure.DataSourceClosingSpringLiquibase;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * The databases below {@code migrate.databases}. Each that has a changelog there gets a
 * {@link SpringLiquibase} bean, {@code auditLiquibase} for {@code audit}, which migrates
 * it on startup as Spring Boot's own bean does.
 */
class ConfiguredDatabases {

	static final String BEAN_NAME = "migrateConfiguredDatabases";

	static final String PREFIX = "migrate.databases";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<String, DatabaseProperties> databases;

	ConfiguredDatabases(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.databases = databases(environment);
	}

	/**
	 * Return the names of the beans that are here because of a property.
	 * @return the bean names
	 */
	Set<String> beanNames() {
		return this.databases.entrySet()
			.stream()
			.filter((database) -> database.getValue().isMigrated())
			.map((database) -> beanName(database.getKey()))
			.collect(Collectors.toSet());
	}

	/**
	 * Return the entity manager factory that is named for a database.
	 * @param database the name of the database
	 * @return the bean name; {@code null} where none is named
	 */
	@Nullable String entityManagerFactory(String database) {
		DatabaseProperties properties = this.databases.get(database);
		return (properties != null) ? properties.getEntityManagerFactory() : null;
	}

	SpringLiquibase liquibase(String database) {
		DatabaseProperties properties = this.databases.getOrDefault(database, new DatabaseProperties());
		SpringLiquibase liquibase = withDataSource(database, properties);
		liquibase.setChangeLog(properties.getChangeLog());
		liquibase.setShouldRun(properties.isEnabled());
		liquibase.setContexts(list(properties.getContexts()));
		liquibase.setLabelFilter(list(properties.getLabelFilter()));
		liquibase.setChangeLogParameters(properties.getParameters());
		liquibase.setDefaultSchema(properties.getDefaultSchema());
		liquibase.setLiquibaseSchema(properties.getLiquibaseSchema());
		liquibase.setLiquibaseTablespace(properties.getLiquibaseTablespace());
		liquibase.setDatabaseChangeLogTable(properties.getDatabaseChangeLogTable());
		liquibase.setDatabaseChangeLogLockTable(properties.getDatabaseChangeLogLockTable());
		liquibase.setClearCheckSums(properties.isClearChecksums());
		liquibase.setDropFirst(properties.isDropFirst());
		liquibase.setTestRollbackOnUpdate(properties.isTestRollbackOnUpdate());
		liquibase.setRollbackFile(properties.getRollbackFile());
		liquibase.setTag(properties.getTag());
		if (properties.getShowSummary() != null) {
			liquibase.setShowSummary(UpdateSummaryEnum.valueOf(properties.getShowSummary().name()));
		}
		if (properties.getShowSummaryOutput() != null) {
			liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.valueOf(properties.getShowSummaryOutput().name()));
		}
		if (properties.getUiService() != null) {
			liquibase.setUiService(UIServiceEnum.valueOf(properties.getUiService().name()));
		}
		if (properties.getAnalyticsEnabled() != null) {
			liquibase.setAnalyticsEnabled(properties.getAnalyticsEnabled());
		}
		if (properties.getLicenseKey() != null) {
			liquibase.setLicenseKey(properties.getLicenseKey());
		}
		Customizer<Liquibase> customizer = this.beanFactory
			.<Customizer<Liquibase>>getBeanProvider(
					ResolvableType.forClassWithGenerics(Customizer.class, Liquibase.class))
			.getIfAvailable();
		if (customizer != null) {
			liquibase.setCustomizer(customizer);
		}
		return liquibase;
	}

	private SpringLiquibase withDataSource(String database, DatabaseProperties properties) {
		boolean own = properties.getUrl() != null || properties.getUser() != null;
		SpringLiquibase liquibase = own ? new DataSourceClosingSpringLiquibase() : new SpringLiquibase();
		liquibase.setDataSource(own ? ownDataSource(database, properties) : dataSource(database, properties));
		return liquibase;
	}

	private DataSource ownDataSource(String database, DatabaseProperties properties) {
		DataSourceBuilder<?> builder = (properties.getUrl() != null)
				? DataSourceBuilder.create().url(properties.getUrl())
				: DataSourceBuilder.derivedFrom(dataSource(database, properties));
		builder.type(SimpleDriverDataSource.class).username(properties.getUser()).password(properties.getPassword());
		if (StringUtils.hasText(properties.getDriverClassName())) {
			builder.driverClassName(properties.getDriverClassName());
		}
		return builder.build();
	}

	private DataSource dataSource(String database, DatabaseProperties properties) {
		String named = properties.getDataSource();
		List<String> names = StringUtils.hasText(named) ? List.of(named) : List.of(database + "DataSource", database);
		return names.stream()
			.filter((name) -> this.beanFactory.containsBean(name)
					&& this.beanFactory.isTypeMatch(name, DataSource.class))
			.findFirst()
			.map((name) -> this.beanFactory.getBean(name, DataSource.class))
			.orElseThrow(() -> new CannotProceedException(ErrorCode.SETTING_INVALID,
					"The database '" + database + "' has no data source: there is no" + " DataSource bean "
							+ String.join(" or ", names) + ". Name one of "
							+ Stream.of(this.beanFactory.getBeanNamesForType(DataSource.class))
								.collect(Collectors.joining(", "))
							+ " as " + PREFIX + "." + database + ".data-source."));
	}

	private static @Nullable String list(@Nullable List<String> values) {
		return (values != null && !values.isEmpty()) ? String.join(",", values) : null;
	}

	private static String beanName(String database) {
		return database + "Liquibase";
	}

	private static Map<String, DatabaseProperties> databases(Environment environment) {
		return Binder.get(environment)
			.bind(PREFIX, Bindable.mapOf(String.class, DatabaseProperties.class))
			.orElseGet(Map::of);
	}

	/**
	 * Adds what migrates configured databases, and nothing where there are none.
	 */
	static class Selector implements ImportSelector, EnvironmentAware {

		private @Nullable Environment environment;

		@Override
		public void setEnvironment(Environment environment) {
			this.environment = environment;
		}

		@Override
		public String[] selectImports(AnnotationMetadata importingClassMetadata) {
			boolean none = this.environment == null
					|| databases(this.environment).values().stream().noneMatch(DatabaseProperties::isMigrated);
			return none ? new String[0] : new String[] { Registrar.class.getName(),
					DatabaseInitializationDependencyConfigurer.class.getName() };
		}

	}

	/**
	 * Registers a bean for each database.
	 */
	static class Registrar implements ImportBeanDefinitionRegistrar {

		private final Environment environment;

		Registrar(Environment environment) {
			this.environment = environment;
		}

		@Override
		public void registerBeanDefinitions(AnnotationMetadata importingClassMetadata,
				BeanDefinitionRegistry registry) {
			databases(this.environment).forEach((database, properties) -> {
				if (properties.isMigrated()) {
					register(database, registry);
				}
			});
		}

		private static void register(String database, BeanDefinitionRegistry registry) {
			String beanName = beanName(database);
			if (registry.containsBeanDefinition(beanName)) {
				throw new CannotProceedException(ErrorCode.SETTING_INVALID,
						PREFIX + "." + database + ".change-log is configured, and the application has a bean "
								+ beanName + " of its own; remove one of them.");
			}
			RootBeanDefinition definition = new RootBeanDefinition(SpringLiquibase.class);
			definition.setFactoryBeanName(BEAN_NAME);
			definition.setFactoryMethodName("liquibase");
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, database);
			definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
			// Spring Boot's own bean stays the one that everybody means
			definition.setDefaultCandidate(false);
			registry.registerBeanDefinition(beanName, definition);
		}

	}

}
